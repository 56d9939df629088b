using GpuPassthrough.Vfio;
using GpuPassthrough.Vfio.Stubs;

namespace GpuPassthrough.Readiness.Checks.Cards;

/// <summary>Whether the card, with all that goes along with it, is left to vfio-pci.</summary>
internal sealed class StubOfCard() : CardRule("Stub", "Documentation/driver-api/vfio.rst; modprobe.d(5)")
{
    internal override Finding? Judge(CardScene card)
    {
        IReadOnlyList<VfioStub> stubs = new StubReader(card.Scene.Stubs).Read(card.Set);
        string evidence = string.Join(" ", stubs.Select(Describe));
        if (stubs.All(stub => IsVfio(stub.Driver))) return Finding.Pass(evidence);
        if (stubs.Any(stub => stub.State == VfioStubState.NotEffective)) return Finding.Fail(evidence, Messages.Format("ReadyStubRemedy"));
        if (stubs.Any(stub => stub.State == VfioStubState.None && !IsVfio(stub.Driver))) return Finding.Warn(evidence, card.StubCommand);
        return Finding.Warn(evidence, stubs.Any(stub => stub.State == VfioStubState.PendingReboot) ? Messages.Format("ReadyRestart") : Messages.Format("ReadyStubRemedy"));
    }

    private static bool IsVfio(string? driver) => driver?.Contains("vfio", StringComparison.Ordinal) == true;

    private static string Describe(VfioStub stub)
    {
        string driver = stub.Driver ?? "-";
        return stub.Reason is null ? Messages.Format("ReadyStub", stub.Address, stub.State, driver) : Messages.Format("ReadyStubReason", stub.Address, stub.State, driver, stub.Reason);
    }
}
