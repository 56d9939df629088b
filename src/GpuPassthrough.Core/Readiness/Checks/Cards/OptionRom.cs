using GpuPassthrough.Firmware;

namespace GpuPassthrough.Readiness.Checks.Cards;

/// <summary>Whether the card's option ROM can be read, and would be as it came with the card. Nothing is read here.</summary>
internal sealed class OptionRom() : CardRule("OptionRom", "Documentation/ABI/testing/sysfs-bus-pci: rom; PCI Firmware specification 5")
{
    private const string Vga = "0300";

    internal override Finding? Judge(CardScene card)
    {
        if (!card.Device.IsDisplay) return null;
        RomExporter exporter = new(card.Host);
        RomPlan plan;
        try
        {
            plan = exporter.Plan(card.Device, card.UsesOf(card.Device));
        }
        catch (RomReadException exception)
        {
            // Compute cards have none by design; a VGA card without one shows nothing before its driver is loaded.
            return exception.ErrorId == "RomMissing" && card.Device.Class != Vga ? Finding.Pass(exception.Message) : Finding.Warn(exception);
        }

        if (card.Scene.IsLive && !card.Scene.IsPrivileged) return Finding.Skip(Messages.Format("ReadyRomRoot", plan.Path));
        GpuRomTaint taint = exporter.Taint(plan);
        bool isAltered = taint is GpuRomTaint.HostDriverBoundThisBoot or GpuRomTaint.GuestUsedThisBoot or GpuRomTaint.BootVga;
        return isAltered ? Finding.Warn(Messages.Format("ReadyRomTainted", plan.Path, taint), Remedy(card, taint)) : Finding.Pass(Messages.Format("ReadyRom", plan.Path, taint));
    }

    private static string Remedy(CardScene card, GpuRomTaint taint) => taint switch
    {
        GpuRomTaint.HostDriverBoundThisBoot => Messages.Format("ReadyRomStub", card.StubCommand, card.Device.Address),
        GpuRomTaint.GuestUsedThisBoot => Messages.Format("ReadyRomRestart", card.Device.Address),
        _ => Messages.Format("ReadyBootVgaRemedy"),
    };
}
