using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Grub;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>How to start a host without its stubs from the boot menu.</summary>
internal static class StubWayBack
{
    private const string DisableRecovery = "GRUB_DISABLE_RECOVERY";

    internal static string Of(StubHost scene, IReadOnlyList<StubRecord> stubs)
    {
        bool byAddress = stubs.Any(stub => stub.Strategy == VfioStubStrategy.Address);
        bool byId = stubs.Any(stub => stub.VfioId is not null);
        string edit = byAddress && byId ? Messages.Format("StubWayBackBoth", StubHost.IdsArgument, StubText.Escape)
            : byAddress ? Messages.Format("StubWayBackAddress", StubText.Escape)
            : Messages.Format("StubWayBackId", StubHost.IdsArgument);
        return Messages.Format(Menu(scene, byAddress), edit);
    }

    private static string Menu(StubHost scene, bool byAddress) => scene.KnownBoot?.Loader.Name switch
    {
        "Grub" or "ProxmoxGrub" when !byAddress && HasRecovery(scene) => "StubMenuGrubRecovery",
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
