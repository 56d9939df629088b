using System.Text;
using GpuPassthrough.Readiness;
using GpuPassthrough.Readiness.Checks;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Readiness;

/// <summary>Whatever a host is like, each check says something, and none ends the others.</summary>
public sealed class RobustnessTests
{
    private const string Broken = "The check could not be made";

    // What is read of a host, some of it binary, and what else may stand there.
    private static readonly string[] Oddities = ["", "\n", "\0\0\0\0", "-1", "0x", "99999999999999999999999", "é☃\u202e", "a=b=c \"", "[", ":::", "0000:01:00.0", "(null)", "- - -\n- : -\n : \n"];

    public static IEnumerable<TheoryDataRow<string>> Hosts => FakeHosts.AllAndLive;

    [Theory]
    [MemberData(nameof(Hosts))]
    public void EveryCheckSaysSomething(string name)
    {
        string root = FakeHosts.Root(name);
        string[] cards = [.. Directory.GetFileSystemEntries(Path.Combine(root, "sys/bus/pci/devices")).Select(path => Path.GetFileName(path)!)];
        foreach (bool isLive in new[] { false, true })
        {
            HostCheck[] checks = Judged.All(root, cards, isLive, isPrivileged: isLive);
            Assert.Equal(CheckList.OfHost.Select(rule => rule.Name), checks.Where(check => check.Address is null).Select(check => check.Name));
            Assert.All(checks, check => Sober(check, isLive));
        }
    }

    [Fact]
    public void AnEmptyHostIsSkippedAndNotJudged()
    {
        using TemporaryHost tree = new();
        HostCheck[] checks = Judged.All(tree.Root);
        Assert.Equal(CheckList.OfHost.Count, checks.Length);
        Assert.All(checks, check => Sober(check, isLive: false));
        Assert.DoesNotContain(checks, check => check.Status == HostCheckStatus.Fail);

        // What a host boots with is looked for, and not found.
        Assert.Equal(["BootLoader", "InitramfsGenerator"], checks.Where(check => check.Status != HostCheckStatus.Skip).Select(check => check.Name));
    }

    [Theory]
    [InlineData("h97m-gtx1060", "debian-12", 1)]
    [InlineData("gpu-with-root-nvme", "fedora-bls", 2)]
    [InlineData("sriov", "arch-uki", 3)]
    [InlineData("split-audio-group", "proxmox-zfs", 4)]
    public void DamagedFilesAreSaid(string host, string distribution, int seed)
    {
        Random random = new(seed);
        using TemporaryHost tree = BootHost.Of(distribution, host);
        for (int round = 0; round < 4; round++)
        {
            tree.File("proc/interrupts", " 24: 0 5 IR-PCI-MSI 0-edge ahci\n").File("proc/iomem", "e0000000-e02fffff : BOOTFB\n").File("dev/kmsg", "6,0,1,-;a\n").File("proc/self/limits", "Max locked memory 8 8 bytes\n");
            string[] files = [.. Directory.EnumerateFiles(tree.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
                .Where(path => new FileInfo(path).LinkTarget is null).Order(StringComparer.Ordinal)];
            foreach (string path in files.Where(_ => random.Next(4) == 0)) Damage(path, random);
            string[] cards = [.. Directory.GetFileSystemEntries(tree.PathOf("sys/bus/pci/devices")).Select(path => Path.GetFileName(path)!)];
            Assert.All(Judged.All(tree.Root, cards, isLive: true), check => Assert.DoesNotContain(Broken, check.Evidence, StringComparison.Ordinal));
        }
    }

    /// <summary>A bug of ours, or a host that nobody thought of, costs one check.</summary>
    [Fact]
    public void ACheckThatThrowsIsOneThatIsSkipped()
    {
        using TemporaryHost tree = new TemporaryHost().File("etc/modprobe.d/01-vfio-pci.conf", "# GpuPassthrough: begin.\n# stub nonsense\n# GpuPassthrough: end\n");
        HostCheck[] checks = Judged.All(tree.Root);
        Assert.Equal(CheckList.OfHost.Count, checks.Length);
        HostCheck driver = Assert.Single(checks, check => check.Name == "VfioDriver");
        Assert.Equal(HostCheckStatus.Skip, driver.Status);
        Assert.Contains("01-vfio-pci.conf", driver.Evidence, StringComparison.Ordinal);
        Assert.NotNull(driver.Remedy);
    }

    private static void Sober(HostCheck check, bool isLive)
    {
        Assert.DoesNotContain(Broken, check.Evidence, StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(check.Evidence), check.ToString());
        Assert.DoesNotContain('\n', check.Evidence);
        Assert.False(string.IsNullOrWhiteSpace(check.Reference), check.ToString());
        if (check.Status is HostCheckStatus.Fail or HostCheckStatus.Warn) Assert.False(string.IsNullOrWhiteSpace(check.Remedy), $"no remedy: {check}");
        if (check.Status == HostCheckStatus.Pass) Assert.Null(check.Remedy);
        if (!isLive && check.Name is "KvmDevice" or "Libvirt" or "LockedMemory" or "KernelLog" or "CardLog") Assert.True(check.Status == HostCheckStatus.Skip || isLive, check.ToString());
    }

    private static void Damage(string path, Random random)
    {
        byte[] bytes = File.ReadAllBytes(path);
        switch (random.Next(3))
        {
            case 0: File.WriteAllBytes(path, bytes[..random.Next(bytes.Length + 1)]); break;
            case 1: File.WriteAllBytes(path, Encoding.UTF8.GetBytes(Oddities[random.Next(Oddities.Length)])); break;
            default:
                for (int index = 0; index < Math.Min(bytes.Length, 8); index++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                File.WriteAllBytes(path, bytes);
                break;
        }
    }
}
