namespace GpuPassthrough.Vfio.Stubs;

/// <summary>How to start a host without its stubs from the boot menu.</summary>
internal static class StubWayBack
{
    internal static string Of(StubHost scene, IReadOnlyList<StubRecord> stubs)
    {
        bool byAddress = stubs.Any(stub => stub.Strategy == VfioStubStrategy.Address);
        bool byId = stubs.Any(stub => stub.VfioId is not null);
        string edit = byAddress && byId ? Messages.Format("StubWayBackBoth", StubHost.IdsArgument, StubText.Escape)
            : byAddress ? Messages.Format("StubWayBackAddress", StubText.Escape)
            : Messages.Format("StubWayBackId", StubHost.IdsArgument);
        return Messages.Format(Menu(scene.KnownBoot?.Loader.Name ?? string.Empty, byAddress), edit);
    }

    private static string Menu(string loader, bool byAddress) => loader switch
    {
        "Grub" or "ProxmoxGrub" when !byAddress => "StubMenuGrubRecovery",
        "Grub" or "GrubBls" or "ProxmoxGrub" or "RpmOstree" => "StubMenuGrub",
        "" => "StubMenuUnknown",
        "MkinitcpioUki" => "StubMenuUki",
        _ => "StubMenuSystemdBoot",
    };
}
