using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using GpuPassthrough.Vfio;
using GpuPassthrough.Vfio.Guards;
using GpuPassthrough.Vfio.Stubs;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>What would be done to a host, without the commands around it.</summary>
internal static class Planned
{
    internal static StubPlan Set(TemporaryHost tree, string[] addresses, VfioStubMethod method = VfioStubMethod.Auto, params PassthroughGuard[] allowed)
    {
        using HostRoot host = HostRoot.Open(tree.Root);
        StubHost scene = StubHost.Read(host, bootLoader: null);
        HashSet<PciAddress> named = [.. addresses.Select(PciAddress.Parse)];
        return new StubPlanner(scene).Set([.. scene.Inventory.Devices.Where(device => named.Contains(device.Address))], method, allowed.ToHashSet());
    }

    /// <summary>The same carried out; no command runs.</summary>
    internal static void Apply(TemporaryHost tree, string[] addresses, VfioStubMethod method = VfioStubMethod.Auto, params PassthroughGuard[] allowed)
    {
        StubPlan plan = Set(tree, addresses, method, allowed);
        Xunit.Assert.Empty(plan.Violations);
        using HostRoot host = HostRoot.Open(tree.Root);
        ChangeApplier.For(host).Apply(plan.Change);
    }

    /// <summary>What Get-VfioStub finds.</summary>
    /// <param name="tree">The host.</param>
    /// <param name="addresses">The functions asked for; none for all that are stubbed.</param>
    internal static IReadOnlyList<VfioStub> Get(TemporaryHost tree, params string[] addresses)
    {
        using HostRoot host = HostRoot.Open(tree.Root);
        StubHost scene = StubHost.Read(host, bootLoader: null);
        HashSet<PciAddress> named = [.. addresses.Select(PciAddress.Parse)];
        return new StubReader(scene).Read(addresses.Length == 0 ? null : [.. scene.Inventory.Devices.Where(device => named.Contains(device.Address))]);
    }

    /// <summary>How each function is stubbed, a line each.</summary>
    internal static string[] Choices(StubPlan plan) => [.. plan.Choices.Select(choice => $"{choice.Device.Address} {choice.Strategy} {choice.VfioId}".Trim())];

    internal static string[] Violations(StubPlan plan) => [.. plan.Violations.Select(violation => $"{violation.Guard} {violation.Address}")];

    /// <summary>Files and their new texts.</summary>
    internal static string[] Paths(StubPlan plan) => [.. plan.Change.Files.Where(file => file.ChangesSomething).Select(file => file.Path).Order(StringComparer.Ordinal)];
}
