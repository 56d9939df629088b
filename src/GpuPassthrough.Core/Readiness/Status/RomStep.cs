using GpuPassthrough.Changes;
using GpuPassthrough.Firmware;
using GpuPassthrough.Libvirt.HostDevices;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Status;

/// <summary>
/// Whether there is a ROM file for the guest, or none is needed. QEMU reads the ROM of a card by itself, but not that of
/// the boot display: there it would get the copy that the firmware ran and changed.
/// </summary>
internal static class RomStep
{
    internal static StepJudgement Judge(StatusCard card)
    {
        if (!card.Device.IsDisplay) return StepJudgement.Optional(Messages.Format("StatusRomNoDisplay", card.Device.Address));
        if (EntryOf(card)?.Element.Find("rom")?.Get("file") is { Length: > 0 } file) return OfDomain(card, file);
        if (card.Roms.Rom is GpuRom rom) return Readable(card, rom.HostPath) ?? StepJudgement.Done(Messages.Format("StatusRomFile", rom.Path, rom.IsBootable));
        return card.Roms.Problem is string problem ? StepJudgement.Blocked(problem) : Export(card, null, force: false);
    }

    /// <summary>Whether the guest needs a file, or was to have one.</summary>
    internal static bool IsWanted(StatusCard card) =>
        card.Device.IsDisplay && (card.Scene.Request.Destination is not null || card.Device.IsBootVga || PciDetailsReader.Read(card.Scene.Host, card.Device).Details?.IsRomShadowed == true);

    internal static HostDeviceEntry? EntryOf(StatusCard card) => card.Entries.FirstOrDefault(entry => entry.Host == card.Device.Address);

    private static StepJudgement OfDomain(StatusCard card, string file)
    {
        string path = card.Scene.Host.Describe(file.TrimStart('/'));
        try
        {
            GpuRom rom = RomFile.Read(card.Scene.Host, path);
            if (RomSearch.Refuse(rom, card.Device) is string reason) return StepJudgement.Blocked(Messages.Format("StatusRomUnfit", card.Domain.Name, file, reason));
            return Readable(card, file) ?? StepJudgement.Done(Messages.Format("StatusRomOfDomain", card.Domain.Name, file, rom.IsBootable));
        }
        catch (GpuRomException exception)
        {
            bool isThere = RomFile.On(card.Scene.Host, path, (on, below) => on.Identify(below)) is not null;
            StepJudgement export = Export(card, path, isThere, isWanted: true);
            return export with { Evidence = $"{Messages.Format("StatusRomUnfit", card.Domain.Name, file, exception.Message)} {export.Evidence}" };
        }
    }

    // libvirt's system daemon confines QEMU; in a session QEMU may read what the user may.
    private static StepJudgement? Readable(StatusCard card, string? file)
    {
        if (file is null) return StepJudgement.Blocked(HostDeviceException.RomNotOnHost(card.Roms.Rom!.Path!, card.Scene.Host.Path));
        if (DomainUri.IsOfUser(card.Domain.Definition?.Uri ?? card.Scene.Request.Uri)) return null;
        return RomAccess.Read(card.Scene.Host).Judge(file) is HostDeviceException denied ? StepJudgement.Blocked(denied) : null;
    }

    private static StepJudgement Export(StatusCard card, string? path, bool force, bool? isWanted = null)
    {
        bool wanted = isWanted ?? IsWanted(card);
        try
        {
            RomPlan plan = new RomExporter(card.Scene.Host).Plan(card.Device, card.Uses[card.Device.Address]);
            string evidence = Messages.Format(wanted ? "StatusRomWanted" : "StatusRomOptional", plan.Path);
            if (!card.IsDone(PassthroughStepName.StubVerified)) return wanted ? StepJudgement.Waiting(PassthroughStepName.StubVerified) : StepJudgement.Optional(evidence);
            string command = CommandOf(card, path, force);
            return wanted ? StepJudgement.Ready(evidence, command) : StepJudgement.Optional(evidence, command);
        }
        catch (RomReadException exception) when (exception.ErrorId == "RomMissing" || !wanted)
        {
            return StepJudgement.Optional(StepJudgement.Explain(exception));
        }
    }

    private static string CommandOf(StatusCard card, string? path, bool force)
    {
        string? destination = path ?? card.Scene.Request.Destination;
        IEnumerable<string> where = destination is null ? [] : ["-Destination", destination];
        return card.Scene.Command.Of("Export-GpuRom", [card.Device.Address.ToString(), .. where, .. force ? ["-Force"] : Array.Empty<string>()]);
    }
}
