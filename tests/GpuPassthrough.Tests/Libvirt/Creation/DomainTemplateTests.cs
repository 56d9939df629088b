using System.Xml.Linq;
using GpuPassthrough.Libvirt.Creation;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Libvirt.Creation;

/// <summary>What New-LibvirtDomain writes, judged by libvirt's own schema (virt-xml-validate).</summary>
public sealed class DomainTemplateTests : IDisposable
{
    private static readonly HostTopology Xeon = new(8, 2, IsAmd: false);

    private static readonly NewDomain Plain = new()
    {
        Name = "win10",
        Uuid = Guid.Parse("7b4a1a3e-7a52-4a3e-9d0e-1d9d0c0f2a11"),
        MemoryBytes = 16L << 30,
        Processors = 8,
        Topology = Xeon,
        Disks = [new NewDisk("/var/lib/libvirt/images/win10.qcow2", false)],
        Media = [new NewDisk("/iso/windows.iso", false)],
    };

    private readonly TemporaryHost _host = new();

    public static TheoryData<string> Variants => [.. Made.Keys];

    private static Dictionary<string, NewDomain> Made { get; } = new()
    {
        ["plain"] = Plain,
        ["secure"] = Plain with { SecureBoot = true, Tpm = true },
        ["virtio"] = Plain with { Virtio = true, Media = [new NewDisk("/iso/a.iso", false), new NewDisk("/iso/virtio & co.iso", false)] },
        ["block"] = Plain with { Disks = [new NewDisk("/dev/vg/win", true), new NewDisk("/data/a.img", false)], Media = [] },
        ["bridge"] = Plain with { Network = NewNetwork.Parse("bridge:br0") },
        ["user"] = Plain with { Network = NewNetwork.Parse("user") },
        ["none"] = Plain with { Network = NewNetwork.Parse("none") },
        ["amd"] = Plain with { Topology = new HostTopology(32, 2, IsAmd: true), Processors = 30 },
        ["odd"] = Plain with { Processors = 7 },
        ["machine"] = Plain with { Machine = "pc-q35-10.0", Name = "a <b> & 'c'" },
    };

    public void Dispose() => _host.Dispose();

    [Theory]
    [MemberData(nameof(Variants))]
    public void IsValidAgainstTheSchema(string variant)
    {
        string path = _host.File("domain.xml", DomainTemplate.Write(Made[variant])).PathOf("domain.xml");

        Tool.Run("virt-xml-validate", out int exitCode, path, "domain");

        Assert.Equal(0, exitCode);
    }

    [Fact]
    public void TheOracleSeesMistakes()
    {
        string path = _host.File("domain.xml", DomainTemplate.Write(Plain).Replace("host-passthrough", "host-nonsense", StringComparison.Ordinal)).PathOf("domain.xml");

        Tool.Run("virt-xml-validate", out int exitCode, path, "domain");

        Assert.NotEqual(0, exitCode);
    }

    // The tutorial's guest: q35, 1 socket with 4 cores of 2 threads, local time, no hpet.
    [Fact]
    public void IsTheTutorialsGuest()
    {
        XElement root = XElement.Parse(DomainTemplate.Write(Plain));

        Assert.Equal("q35", root.Element("os")!.Element("type")!.Attribute("machine")!.Value);
        Assert.Equal("16777216", root.Element("memory")!.Value);
        Assert.Equal(("1", "4", "2"), (Topology(root, "sockets"), Topology(root, "cores"), Topology(root, "threads")));
        Assert.Equal("localtime", root.Element("clock")!.Attribute("offset")!.Value);
        Assert.Equal("no", root.Element("clock")!.Elements("timer").Single(timer => timer.Attribute("name")!.Value == "hpet").Attribute("present")!.Value);
        Assert.Equal("host-passthrough", root.Element("cpu")!.Attribute("mode")!.Value);
    }

    [Theory]
    [InlineData("odd", "7", "1")]
    [InlineData("amd", "15", "2")]
    public void ThreadsAreTheHostsWhereTheyFit(string variant, string cores, string threads)
    {
        XElement root = XElement.Parse(DomainTemplate.Write(Made[variant]));

        Assert.Equal((cores, threads), (Topology(root, "cores"), Topology(root, "threads")));
    }

    [Fact]
    public void AmdShowsThreadsOnlyWithItsFeature()
    {
        Assert.Contains("topoext", DomainTemplate.Write(Made["amd"]));
        Assert.DoesNotContain("topoext", DomainTemplate.Write(Plain));
    }

    [Fact]
    public void AnExistingDomainIsTheSameOrSaysWhereNot()
    {
        foreach (NewDomain made in Made.Values) Assert.Empty(ExistingDomain.Differences(DomainTemplate.Write(made), made));
        Assert.Equal(["Memory"], ExistingDomain.Differences(DomainTemplate.Write(Plain), Plain with { MemoryBytes = 8L << 30 }));
        Assert.Equal(["Disk"], ExistingDomain.Differences(DomainTemplate.Write(Made["block"]), Plain));
        Assert.Equal(["Network"], ExistingDomain.Differences(DomainTemplate.Write(Made["bridge"]), Plain));
        Assert.Equal(["SecureBoot", "Tpm"], ExistingDomain.Differences(DomainTemplate.Write(Made["secure"]), Plain));
    }

    [Theory]
    [InlineData("/a/b.qcow2", "qcow2")]
    [InlineData("/a/b.QCOW2", "qcow2")]
    [InlineData("/a/b.img", "raw")]
    [InlineData("/a/b", "raw")]
    [InlineData("/a/b.vhdx", "vhdx")]
    public void TheFormatIsInTheName(string path, string format) => Assert.Equal(format, new NewDisk(path, false).Format);

    private static string Topology(XElement root, string name) => root.Element("cpu")!.Element("topology")!.Attribute(name)!.Value;
}
