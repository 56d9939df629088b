using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Peers;

/// <summary>What we say of functions, against what lspci says of the same tree.</summary>
public sealed class LspciTests
{
    public static IEnumerable<TheoryDataRow<string>> Hosts => FakeHosts.AllAndLive;

    public static IEnumerable<TheoryDataRow<string>> HostsWithNames => Hosts.Where(row => NameFile(FakeHosts.Root(row.Data)) is not null);

    public static IEnumerable<TheoryDataRow<string>> HostsWithLinks => Hosts.Where(row => row.Data != "group-dir-only");

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Functions_are_those_lspci_lists(string name)
    {
        using HostRoot host = HostRoot.Open(FakeHosts.Root(name));
        PciInventory inventory = PciInventory.Read(host);
        Assert.Empty(inventory.Errors);
        Assert.Equal(Lspci(name).Select(Line), inventory.Devices.Select(Line));
        Assert.True(inventory.Devices.Count > 0 || name == "/");
    }

    [Theory]
    [MemberData(nameof(HostsWithNames))]
    public void Names_are_those_lspci_prints(string name)
    {
        using HostRoot host = HostRoot.Open(FakeHosts.Root(name));
        string ids = NameFile(host.Path)!;
        List<Dictionary<string, string>> named = Lspci(name, "-i", ids);
        PciDevice[] devices = [.. PciInventory.Read(host).Devices];
        Assert.Equal(named.Select(record => $"{record["Vendor"]} {record["Device"]}"), devices.Select(device => device.Name ?? $"Vendor {device.Vendor} Device {device.Device}"));

        // Where only the base class has a name, lspci puts the code behind it.
        Assert.Equal(named.Select(record => record["Class"].Split(" [")[0]), devices.Select(device => device.ClassName ?? $"Class {device.Class}"));
    }

    // lspci knows groups only by the functions' own links.
    [Theory]
    [MemberData(nameof(HostsWithLinks))]
    public void Groups_are_those_lspci_prints(string name)
    {
        using HostRoot host = HostRoot.Open(FakeHosts.Root(name));
        Assert.Equal(
            Lspci(name, "-v").Select(record => $"{record["Slot"]} {record.GetValueOrDefault("IOMMUGroup")}"),
            PciInventory.Read(host).Devices.Select(device => $"{device.Address} {device.IommuGroup}"));
    }

    private static string? NameFile(string root) => HostPaths.PciIds.Select(path => root.TrimEnd('/') + "/" + path).FirstOrDefault(File.Exists);

    private static string Line(PciDevice device) =>
        $"{device.Address} {device.Class}{Unless(device.ProgIf, "00")} {device.Vendor}:{device.Device} {Board(device)} rev {Unless(device.Revision, "00")} driver {device.Driver}";

    private static string Line(Dictionary<string, string> record) =>
        $"{record["Slot"]} {record["Class"]}{Unless(record.GetValueOrDefault("ProgIf"), "00")} {record["Vendor"]}:{record["Device"]} {Board(record)} rev {record.GetValueOrDefault("Rev")} driver {record.GetValueOrDefault("Driver")}";

    // lspci leaves out what is zero: a revision of 00, a programming interface of 00, a board of vendor 0000 or ffff.
    private static string? Unless(string? text, string left) => text == left ? null : text;

    private static string Board(PciDevice device) =>
        device.SubsystemVendor is null or "0000" or "ffff" ? "-" : $"{device.SubsystemVendor}:{device.SubsystemDevice}";

    private static string Board(Dictionary<string, string> record) =>
        record.TryGetValue("SVendor", out string? vendor) ? $"{vendor}:{record["SDevice"]}" : "-";

    private static List<Dictionary<string, string>> Lspci(string name, params string[] more)
    {
        string numeric = more.Contains("-i") ? "-vmmk" : "-nvmmk";
        string sysfs = Path.Combine(FakeHosts.Root(name), "sys/bus/pci");
        string output = Tool.Run("lspci", ["-A", "linux-sysfs", "-O", "sysfs.path=" + sysfs, "-D", numeric, .. more]);
        return [.. output.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Record)];
    }

    private static Dictionary<string, string> Record(string block)
    {
        Dictionary<string, string> record = [];
        foreach (string line in block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split('\t', 2);
            record.TryAdd(parts[0].TrimEnd(':'), parts[1]);
        }

        return record;
    }
}
