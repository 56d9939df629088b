using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Grub;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>How to start a host without its stubs from the boot menu.</summary>
/// <param name="scene">The host.</param>
internal sealed class StubWayBack(StubHost scene)
{
    private const string DisableRecovery = "GRUB_DISABLE_RECOVERY";

    private readonly Lazy<bool> _hasRecovery = new(() => HasRecovery(scene));

    internal string Of(IReadOnlyList<StubRecord> stubs)
    {
        bool byAddress = stubs.Any(stub => stub.Strategy == VfioStubStrategy.Address);
        bool byId = stubs.Any(stub => stub.VfioId is not null);
        string edit = byAddress && byId ? Messages.Format("StubWayBackBoth", StubHost.IdsArgument, StubText.Escape)
            : byAddress ? Messages.Format("StubWayBackAddress", StubText.Escape)
            : Messages.Format("StubWayBackId", StubHost.IdsArgument);
        return Messages.Format(Menu(byAddress), edit);
    }

    private string Menu(bool byAddress) => scene.KnownBoot?.LoaderName switch
    {
        "Grub" or "ProxmoxGrub" when !byAddress && _hasRecovery.Value => "StubMenuGrubRecovery",
        "Grub" or "GrubBls" or "ProxmoxGrub" or "RpmOstree" => "StubMenuGrub",
        null => "StubMenuUnknown",
        "MkinitcpioUki" => "StubMenuUki",
        _ => "StubMenuSystemdBoot",
    };

    // 10_linux makes recovery entries unless it is told not to, and gives them GRUB_CMDLINE_LINUX alone.
    private static bool HasRecovery(StubHost scene)
    {
        GrubDefaults defaults = GrubDefaults.Read(scene.Host);
        return defaults[DisableRecovery].Text != "true" && KernelCommandLine.Parse(defaults[GrubLine.Everywhere].Text).Find(StubHost.IdsArgument) is null;
    }
}
