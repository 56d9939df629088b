using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Formats;

/// <summary>What people see: lines that fit their terminal, with nothing cut that must not be.</summary>
public sealed class ViewTests : IDisposable
{
    private readonly Engine _engine = Engine.WithModule();

    public void Dispose() => _engine.Dispose();

    public static TheoryData<string, int> HostsAndWidths
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (TheoryDataRow<string> host in FakeHosts.All)
            {
                data.Add(host.Data, 80);
                data.Add(host.Data, 120);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(HostsAndWidths))]
    public void Devices_take_a_line_each_that_fits(string name, int width)
    {
        EngineResult result = Run("Get-PciDevice", name);
        string[] lines = Lines(result, width);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        Assert.Equal(result.Output.Count + 2, lines.Length);
        Assert.Equal(result.Output.Select(device => device.ToString()), lines.Skip(2).Select(line => line.Split(' ')[0]));
    }

    [Theory]
    [MemberData(nameof(HostsAndWidths))]
    public void Groups_show_every_function_on_a_line_that_fits(string name, int width)
    {
        EngineResult result = Run("Get-IommuGroup", name);
        string[] lines = Lines(result, width);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        string[] shown = [.. lines.Where(line => line.StartsWith("  ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal)).Select(line => line[2..].Split(' ')[0])];
        Assert.Subset(shown.ToHashSet(), result.Output.SelectMany(group => (string[])group.Properties["Address"].Value).ToHashSet());
        Assert.Equal(result.Output.Count, lines.Count(line => line.StartsWith("IOMMU group ", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_tutorials_listing_has_its_columns()
    {
        string[] lines = Lines(Run("Get-IommuGroup 1", "h97m-gtx1060"), 120);
        Assert.Equal(
            [
                "IOMMU group 1 (DMA)  not viable for VFIO: in use by nouveau, snd_hda_intel",
                "  0000:00:01.0 PCI bridge                 Intel Xeon E3-1200 v3/4th Gen Core Processor P… [8086:0c01] 06 pcieport",
                "* 0000:01:00.0 VGA compatible controller  NVIDIA GP106 [GeForce GTX 1060 6GB]             [10de:1c03] a1 nouveau",
                "  0000:01:00.1 Audio device               NVIDIA GP106 High Definition Audio Controller   [10de:10f1] a1 snd_hda_intel",
            ],
            lines);
    }

    [Fact]
    public void Deserialised_objects_look_like_live_ones()
    {
        foreach (string command in new[] { "Get-PciDevice", "Get-IommuGroup", "Get-PciDevice -Detailed" })
        {
            EngineResult live = Run(command, "h97m-gtx1060");
            EngineResult twin = Run($"{command} -HostRoot $root | ForEach-Object {{ [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) }}", null);
            Assert.Equal(live.Text(100), twin.Text(100));
        }
    }

    [Fact]
    public void A_direct_region_is_called_out() =>
        Assert.Contains(Lines(Run("Get-IommuGroup 7", "group-dir-only"), 120), line => line.Contains("VFIO refuses it: reserved region 8a8d4000-8a8f3fff is direct", StringComparison.Ordinal));

    [Fact]
    public void Names_from_outside_cannot_steer_the_terminal()
    {
        using TemporaryHost tree = new();
        tree.Function("0000:01:00.0", driver: "evil\u001b[2J", group: 1).File("usr/share/misc/pci.ids", "10de  Evil\u001b]0;title\u0007\n");
        foreach (string command in new[] { "Get-PciDevice", "Get-IommuGroup", "Get-PciDevice -Detailed" })
        {
            string text = _engine.Run(command + " -HostRoot $path", ("path", tree.Root)).Text(120);
            Assert.DoesNotContain('\u001b', text);
            Assert.DoesNotContain('\u0007', text);
            Assert.Contains("Evil\\x1b]0;title\\x07", text, StringComparison.Ordinal);
        }
    }

    private EngineResult Run(string command, string? host)
    {
        EngineResult result = _engine.Run(
            host is null ? command : command + " -HostRoot $root -WarningAction Ignore",
            ("root", FakeHosts.Root(host ?? "h97m-gtx1060")));
        Assert.Empty(result.Errors);
        return result;
    }

    private static string[] Lines(EngineResult result, int width) => result.Text(width).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
