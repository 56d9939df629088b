using GpuPassthrough.Tests.Changes;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Usage;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>What Set-VfioStub refuses, as errors that name the function, and that after a refusal nothing was touched.</summary>
public sealed class GuardTests
{
    private const string Shared = "gpu-with-root-nvme";

    [Fact]
    public void TheDiskAndTheNetworkOfTheGroupAreNamedWithWhatHangsOnThem()
    {
        using StubbedHost host = StubbedHost.Of(host: Shared);
        EngineResult result = Refused(host, "Set-VfioStub 08:00.0 -HostRoot $root", "GuardHostNetwork 0000:04:00.0", "GuardHostDisk 0000:05:00.0");
        string disk = result.Errors[1].Exception.Message;
        Assert.Contains("nvme0n1", disk, StringComparison.Ordinal);
        Assert.Contains("(/)", disk, StringComparison.Ordinal);
        Assert.Contains("(/boot/efi)", disk, StringComparison.Ordinal);
        Assert.Contains("enp4s0", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.All(result.Errors, error => Assert.NotEmpty(error.ErrorDetails.RecommendedAction));
    }

    [Theory]
    [InlineData("HostDisk", "GuardHostNetwork 0000:04:00.0")]
    [InlineData("HostNetwork", "GuardHostDisk 0000:05:00.0")]
    [InlineData("OnlyDisplay, InUse, SharedId, ReservedRegion", "GuardHostNetwork 0000:04:00.0", "GuardHostDisk 0000:05:00.0")]
    public void EachGuardIsOverruledByItsOwnNameOnly(string allowed, params string[] left)
    {
        using StubbedHost host = StubbedHost.Of(host: Shared);
        Refused(host, $"Set-VfioStub 08:00.0 -HostRoot $root -Allow {allowed}", left);
    }

    [Fact]
    public void WithBothNamesTheWholeGroupIsStubbed()
    {
        using StubbedHost host = StubbedHost.Of(host: Shared);
        host.Do("Set-VfioStub 08:00.0 -HostRoot $root -Allow HostDisk, HostNetwork");
        string[] ids = Readers.Ids(Readers.Grub(host.Tree));
        Assert.Empty(new[] { "10de:1b81", "10de:10f0", "10ec:8168", "144d:a808" }.Except(ids));
    }

    [Fact]
    public void TheOnlyDisplayStays()
    {
        using StubbedHost host = StubbedHost.Of();
        Refused(host, "Set-VfioStub 01:00.0, 00:02.0 -HostRoot $root", "GuardOnlyDisplay 0000:00:02.0");
        host.Do("Set-VfioStub 01:00.0, 00:02.0 -HostRoot $root -Allow OnlyDisplay");
    }

    /// <summary>A display stubbed before is none that remains, though its driver still has it until the next start.</summary>
    [Fact]
    public void TheLastDisplayStaysAlsoWhenTheOtherWasStubbedBefore()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Do("Set-VfioStub 01:00.0 -HostRoot $root");
        Refused(host, "Set-VfioStub 00:02.0 -HostRoot $root", "GuardOnlyDisplay 0000:00:02.0");
    }

    /// <summary>It is where the tutorial starts: the card is what the firmware shows on, and another display is there.</summary>
    [Fact]
    public void TheBootDisplayWithAnotherOneBesideIsAWarning()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Tree.File("sys/bus/pci/devices/0000:01:00.0/boot_vga", "1\n").File("sys/bus/pci/devices/0000:00:02.0/boot_vga", "0\n");
        EngineResult result = host.Do("Set-VfioStub 01:00.0 -HostRoot $root");
        Assert.Contains(result.Warnings, warning => warning.Contains("0000:01:00.0", StringComparison.Ordinal) && warning.Contains("0000:00:02.0", StringComparison.Ordinal) && warning.Contains("firmware", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void ADirectRegionIsNamed()
    {
        using StubbedHost host = StubbedHost.Of(host: "group-dir-only");
        EngineResult result = Refused(host, "Set-VfioStub 00:14.0 -HostRoot $root", "GuardReservedRegion 0000:00:14.0");
        Assert.Contains("0x8a8d4000-0x8a8f3fff", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        host.Do("Set-VfioStub 00:14.0 -HostRoot $root -Allow ReservedRegion");
    }

    [Fact]
    public void APhysicalFunctionWithVirtualOnesIsRefusedWhateverIsAllowed()
    {
        using StubbedHost host = StubbedHost.Of(host: "sriov");
        Refused(host, "Set-VfioStub 03:00.0 -HostRoot $root", "StubHasVirtualFunctions 0000:03:00.0");
        Refused(host, "Set-VfioStub 03:00.0 -HostRoot $root -Allow OnlyDisplay, HostDisk, HostNetwork, InUse, SharedId, ReservedRegion", "StubHasVirtualFunctions 0000:03:00.0");
    }

    [Fact]
    public void ABridgeAloneIsRefusedAndInItsGroupLeftOut()
    {
        using StubbedHost host = StubbedHost.Of();
        Refused(host, "Set-VfioStub 00:01.0 -HostRoot $root", "StubBridge 0000:00:01.0");
        EngineResult result = host.Do("Get-IommuGroup 1 -HostRoot $root | Set-VfioStub -PassThru");
        Assert.Equal(["0000:01:00.0", "0000:01:00.1"], result.Of<GpuPassthrough.Vfio.VfioStub>().Select(stub => stub.Address.ToString()));
    }

    /// <summary>A process that has /dev/vfio/1 open is a guest that runs with the group.</summary>
    [Fact]
    public void AFunctionHeldByAGuestIsNamedWithTheProcess()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Tree.Folder("sys/class/vfio/1").Process(4711, "qemu-system-x86", "/dev/vfio/1");
        EngineResult result = Refused(host, "Set-VfioStub 01:00.0 -HostRoot $root", "GuardInUse 0000:01:00.0", "GuardInUse 0000:01:00.1");
        Assert.Contains("qemu-system-x86", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("4711", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        host.Do("Set-VfioStub 01:00.0 -HostRoot $root -Allow InUse");
    }

    [Theory]
    [InlineData("'01:00.0', '09:00.0' | Set-VfioStub -HostRoot $root", "PciDeviceNotFound 0000:09:00.0")]
    [InlineData("'01:00.0', '00:01.0' | Set-VfioStub -HostRoot $root", "StubBridge 0000:00:01.0")]
    [InlineData("'01:00.0', '03:00.0' | Set-VfioStub -HostRoot $root", "GuardHostNetwork 0000:03:00.0")]
    [InlineData("'01:00.0', '00:01.0', '09:00.0' | Set-VfioStub -HostRoot $root", "PciDeviceNotFound 0000:09:00.0", "StubBridge 0000:00:01.0")]
    public void OneRefusedFunctionRefusesAll(string script, params string[] errors)
    {
        using StubbedHost host = StubbedHost.Of();
        Refused(host, script, errors);
    }

    /// <summary>A card that was exchanged since it was looked at is not the one that was meant.</summary>
    [Fact]
    public void AnotherCardAtTheAddressIsRefused()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Do("$card = Get-PciDevice 01:00.0 -HostRoot $root");
        host.Tree.File("sys/bus/pci/devices/0000:01:00.0/device", "0x1c04\n");
        EngineResult result = host.Run("$card | Set-VfioStub");
        Assert.Contains("0000:01:00.0", Assert.Single(result.Errors).TargetObject.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(host.Tree.PathOf(StubbedHost.Configuration)));
    }

    // Contents, links, modes, inodes and all times: nothing was written, not even a folder of the journal.
    private static EngineResult Refused(StubbedHost host, string script, params string[] errors)
    {
        string[] before = TreeState.WithTimes(host.Root);
        EngineResult result = host.Run(script);
        Assert.Equal(errors.Order(StringComparer.Ordinal), result.Errors.Select(StubbedHost.Text).Order(StringComparer.Ordinal));
        Assert.Equal(before, TreeState.WithTimes(host.Root));
        return result;
    }
}
