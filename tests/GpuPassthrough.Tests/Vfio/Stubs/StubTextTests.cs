using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using GpuPassthrough.Vfio;
using GpuPassthrough.Vfio.Stubs;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>What real shells and the real modprobe make of the lines for stubs by address.</summary>
public sealed class StubTextTests
{
    private const string Unset = "(null)\n";
    private const string Set = "vfio-pci\n";

    private static readonly StubRecord Display = Record("0000:01:00.0", "10de:1c03", "nouveau");
    private static readonly StubRecord Audio = Record("0000:01:00.1", "10de:10f1", "snd_hda_intel");

    public static IEnumerable<TheoryDataRow<string>> Shells => [new("dash"), new("bash"), new("busybox")];

    [Theory]
    [MemberData(nameof(Shells))]
    public void EachFunctionIsGivenToVfioAndProbed(string shell)
    {
        using TemporaryHost tree = Tree("quiet splash\n");
        Run(tree, shell);
        Assert.Equal((Set, Set), Overrides(tree));
        Assert.Equal("0000:01:00.1\n", File.ReadAllText(tree.PathOf("sys/bus/pci/drivers_probe")));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void AnotherFunctionAtTheAddressIsLeftAlone(string shell)
    {
        using TemporaryHost tree = Tree("quiet\n").File("sys/bus/pci/devices/0000:01:00.0/device", "0x1c04\n");
        Run(tree, shell);
        Assert.Equal((Unset, Set), Overrides(tree));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void AFunctionThatIsBoundIsLeftAlone(string shell)
    {
        using TemporaryHost tree = Tree("quiet\n").Folder("sys/bus/pci/devices/0000:01:00.1/driver");
        Run(tree, shell);
        Assert.Equal((Set, Unset), Overrides(tree));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void AMissingFunctionStopsNothing(string shell)
    {
        using TemporaryHost tree = Tree("quiet\n");
        Directory.Delete(tree.PathOf("sys/bus/pci/devices/0000:01:00.0"), recursive: true);
        Run(tree, shell);
        Assert.Equal(Set, Override(tree, Audio));
    }

    [Theory]
    [InlineData("dash", "gpupt.off\n")]
    [InlineData("bash", "quiet gpupt.off splash\n")]
    [InlineData("busybox", "quiet gpupt.off\n")]
    public void TheEscapeSwitchesItOff(string shell, string commandLine)
    {
        using TemporaryHost tree = Tree(commandLine);
        Run(tree, shell);
        Assert.Equal((Unset, Unset), Overrides(tree));
    }

    [Theory]
    [InlineData("xgpupt.off\n")]
    [InlineData("gpupt.offx gpupt.off=0\n")]
    [InlineData("")]
    public void OnlyTheWholeWordIsTheEscape(string commandLine)
    {
        using TemporaryHost tree = Tree(commandLine);
        Run(tree, "dash");
        Assert.Equal((Set, Set), Overrides(tree));
    }

    [Fact]
    public void ModprobeReadsTheLinesAsMeant()
    {
        using TemporaryHost tree = new TemporaryHost().File("etc/modprobe.d/01-vfio-pci.conf", string.Concat(Lines().Select(line => line + "\n")));
        string[] configuration = Tool.Run("modprobe", "-C", tree.PathOf("etc/modprobe.d"), "-c").Split('\n');
        Assert.Contains("softdep nouveau pre: vfio-pci gpupt-stub", configuration);
        Assert.Contains("softdep snd_hda_intel pre: vfio-pci gpupt-stub", configuration);
        Assert.Contains($"install gpupt_stub {Script}", configuration);
    }

    [Fact]
    public void StubsByIdNeedNoInstallLineAndShareNoSoftdep()
    {
        StubRecord byId = Record("0000:02:00.0", "1002:67df", "amdgpu", "snd_hda_intel") with { Strategy = VfioStubStrategy.Id, VfioId = "1002:67df" };
        Assert.Equal(["softdep amdgpu pre: vfio-pci", "softdep snd_hda_intel pre: vfio-pci"], StubText.Lines([byId], isModule: true, new HashSet<string>()));
        Assert.Equal(["softdep snd_hda_intel pre: vfio-pci gpupt-stub"], StubText.Lines([byId, Audio], isModule: false, new HashSet<string>()).SkipLast(1));
        Assert.Equal(["softdep snd_hda_intel pre: vfio-pci"], StubText.Lines([byId], isModule: true, new HashSet<string> { "amdgpu" }));
    }

    private static string Script => Lines().Last()["install gpupt-stub ".Length..];

    private static IEnumerable<string> Lines() => StubText.Lines([Display, Audio], isModule: true, new HashSet<string>());

    private static TemporaryHost Tree(string commandLine)
    {
        TemporaryHost tree = new TemporaryHost().File("proc/cmdline", commandLine).File("sys/bus/pci/drivers_probe", "");
        foreach (StubRecord stub in new[] { Display, Audio })
        {
            string folder = $"sys/bus/pci/devices/{stub.Address}";
            tree.File($"{folder}/vendor", $"0x{stub.Id.Vendor:x4}\n").File($"{folder}/device", $"0x{stub.Id.Device:x4}\n").File($"{folder}/driver_override", Unset);
        }

        return tree;
    }

    // As kmod runs it: by system(3), the rest of the line; here below the tree.
    private static void Run(TemporaryHost tree, string shell)
    {
        string command = Script.Replace("/sys/", tree.Root + "/sys/", StringComparison.Ordinal).Replace("/proc/", tree.Root + "/proc/", StringComparison.Ordinal);
        string[] arguments = shell == "busybox" ? ["sh", "-c", command] : ["-c", command];
        Tool.Run(shell, out int exitCode, arguments);
        Assert.Equal(0, exitCode);
    }

    private static (string Display, string Audio) Overrides(TemporaryHost tree) => (Override(tree, Display), Override(tree, Audio));

    private static string Override(TemporaryHost tree, StubRecord stub) => File.ReadAllText(tree.PathOf($"sys/bus/pci/devices/{stub.Address}/driver_override"));

    private static StubRecord Record(string address, string id, params string[] modules)
    {
        Assert.True(HardwareId.TryParse(id, out HardwareId hardware));
        return new StubRecord(PciAddress.Parse(address), hardware, VfioStubStrategy.Address, null, modules);
    }
}
