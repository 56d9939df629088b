using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Readiness;
using GpuPassthrough.Readiness.Checks;
using GpuPassthrough.Tests.Support;

namespace GpuPassthrough.Tests.Readiness;

/// <summary>The checks of a host, made as on the machine it stands for or as on a tree.</summary>
internal static class Judged
{
    internal static HostCheck[] All(string root, string[]? cards = null, bool isLive = false, bool isPrivileged = true)
    {
        using HostRoot host = HostRoot.Open(root);
        PciInventory inventory = PciInventory.Read(host);
        HostScene scene = new HostScene(host, inventory) { IsLive = isLive, IsPrivileged = isPrivileged }
            .With(inventory.Devices.Where(device => !device.IsBridge && cards?.Contains(device.ToString()) == true));
        return [.. CheckList.Run(scene)];
    }

    /// <summary>The check of the host by its name.</summary>
    internal static HostCheck Host(TemporaryHost tree, string name, bool isLive = false, bool isPrivileged = true) =>
        All(tree.Root, isLive: isLive, isPrivileged: isPrivileged).Single(check => check.Name == name);

    /// <inheritdoc cref="Host(TemporaryHost, string, bool, bool)" />
    internal static HostCheck Host(string fake, string name) => All(FakeHosts.Root(fake)).Single(check => check.Name == name);

    /// <summary>The check of a card by its name; null where there is none for such a card.</summary>
    internal static HostCheck? Card(TemporaryHost tree, string address, string name, bool isLive = false, bool isPrivileged = true) =>
        All(tree.Root, [address], isLive, isPrivileged).SingleOrDefault(check => check.Name == name && check.Address is not null);

    /// <inheritdoc cref="Card(TemporaryHost, string, string, bool, bool)" />
    internal static HostCheck? Card(string fake, string address, string name) =>
        All(FakeHosts.Root(fake), [address]).SingleOrDefault(check => check.Name == name && check.Address is not null);
}
