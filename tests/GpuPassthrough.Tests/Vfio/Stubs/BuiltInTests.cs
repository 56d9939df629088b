using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>vfio-pci is a part of the kernel (modules.builtin), as Ubuntu builds it: modprobe.d cannot order what is there before it.</summary>
public sealed class BuiltInTests
{
    private const string Shared = "gpu-with-root-nvme";
    private const string Set = "Set-VfioStub 0a:00.0 -HostRoot $root";

    [Fact]
    public void ByIdOnlyTheKernelsLineCounts()
    {
        using StubbedHost host = StubbedHost.Of("ubuntu-24.04", Shared);
        string[] before = host.State;

        EngineResult result = host.Do(Set);

        Assert.Equal([StubbedHost.GrubDropIn, StubbedHost.Configuration], host.FilesChangedSince(before));
        Assert.Equal(["update-grub"], StubbedHost.Pending(result));
        Assert.Equal(["10de:128b", "10de:0e0f"], Readers.Ids(Readers.Grub(host.Tree)));
        Assert.DoesNotContain(Readers.Modprobe(host.Tree, "softdep"), line => line.Contains("vfio", StringComparison.Ordinal));
        host.Do("Remove-VfioStub 0a:00.0 -HostRoot $root");
        Assert.Empty(host.FilesChangedSince(before));
    }

    [Fact]
    public void ByAddressTheInstallLineIsInTheImage()
    {
        using StubbedHost host = StubbedHost.Of("ubuntu-24.04", Shared);
        string[] before = host.State;

        EngineResult result = host.Do(Set + " -By Address");

        Assert.Equal([StubbedHost.Configuration], host.FilesChangedSince(before));
        Assert.Equal(["update-initramfs -u -k all"], StubbedHost.Pending(result));
        Assert.Contains("o 0000:0a:00.0 0x10de 0x128b", Assert.Single(Readers.Modprobe(host.Tree, "install"), line => line.StartsWith("install gpupt_stub ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("softdep nouveau pre: vfio-pci gpupt-stub", Readers.Modprobe(host.Tree, "softdep"));
    }

    /// <summary>A driver that is built in has the function before anything of ours; that is said, and the rest is done.</summary>
    [Fact]
    public void ABuiltInDriverOfTheFunctionIsAWarning()
    {
        using StubbedHost host = StubbedHost.Of("fedora-bls", "amd-4function-rebar");
        EngineResult result = host.Do("Set-VfioStub 0a:00.0 -HostRoot $root");
        Assert.Contains(result.Warnings, warning => warning.Contains("0000:0a:00.2", StringComparison.Ordinal) && warning.Contains("xhci_pci", StringComparison.Ordinal));
    }

    [Fact]
    public void AHostWithoutVfioIsRefused()
    {
        using StubbedHost host = StubbedHost.Of();
        foreach (string file in (string[])["modules.dep", "modules.builtin"])
        {
            string path = host.Tree.PathOf($"lib/modules/6.1.0-37-amd64/{file}");
            File.WriteAllLines(path, File.ReadAllLines(path).Where(line => !line.Contains("vfio", StringComparison.Ordinal)));
        }

        Assert.Equal("StubNoDriver 6.1.0-37-amd64", StubbedHost.Text(Assert.Single(host.Run("Set-VfioStub 01:00.0 -HostRoot $root").Errors)));
    }
}
