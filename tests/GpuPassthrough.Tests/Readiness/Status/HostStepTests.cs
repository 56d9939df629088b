using GpuPassthrough.Readiness;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Vfio.Stubs;
using Xunit;
using static GpuPassthrough.Readiness.PassthroughStepName;

namespace GpuPassthrough.Tests.Readiness.Status;

/// <summary>The steps that concern the host, on the tutorial's machine and on one whose IOMMU is off.</summary>
public sealed class HostStepTests
{
    [Fact]
    public void BeforeTheStubItIsNext()
    {
        using StubbedHost host = StubbedHost.Of();
        string[] before = host.State;

        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> steps = host.Steps();

        Assert.Equal("Done Ready Waiting Waiting Optional Blocked Waiting Waiting Waiting", steps.States());
        Assert.Equal("Set-VfioStub 0000:01:00.0", steps.Command(Stub));
        Assert.Contains("0000:01:00.0 (nouveau), 0000:01:00.1 (snd_hda_intel)", steps[Stub].Evidence, StringComparison.Ordinal);
        Assert.Equal([Stub, Stub], [steps[Reboot].After, steps[StubVerified].After]);
        Assert.Equal(before, host.State);
    }

    [Fact]
    public void TheCommandThatIsShownDoesTheStep()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Do(host.Steps()[Stub].Command!);
        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> left = host.Steps();
        RestartedHost.RebuildImages(host.Tree);
        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> waiting = host.Steps();
        RestartedHost.Restart(host.Tree);
        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> after = host.Steps();

        Assert.Equal((PassthroughStepState.Ready, "update-initramfs -u -k all"), (left[Stub].State, left[Stub].Command));
        Assert.Equal("Done Done Waiting Waiting Optional Blocked Waiting Waiting Waiting", waiting.States());
        Assert.Null(waiting[Reboot].After);
        Assert.Contains("recovery entry in the GRUB menu", waiting[Reboot].Evidence, StringComparison.Ordinal);
        Assert.Equal("Done Done Done Done Optional Blocked Waiting Waiting Waiting", after.States());
        Assert.Equal("Export-GpuRom 0000:01:00.0", after.Command(Rom));
    }

    [Fact]
    public void NoCommandRestartsAMachineThatIsNotMeant()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Do("Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore");
        RestartedHost.RebuildImages(host.Tree);

        Assert.Null(host.Steps()[Reboot].Command);
    }

    [Fact]
    public void TheIommuAndTheStubWaitForOneRestart()
    {
        using StubbedHost host = StubbedHost.Of("arch-grub", "no-iommu");
        host.Tree.File("sys/firmware/acpi/tables/DMAR", "");
        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> bare = host.Steps();
        host.Do(bare[Iommu].Command!);
        host.Do(bare[Stub].Command!);
        RestartedHost.RebuildImages(host.Tree);
        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> waiting = host.Steps();
        RestartedHost.Restart(host.Tree);

        Assert.Equal("Ready Ready Waiting Waiting", string.Join(' ', bare.Values.Take(4).Select(step => step.State)));
        Assert.Equal(("Enable-Iommu", "Set-VfioStub 0000:01:00.0"), (bare.Command(Iommu), bare.Command(Stub)));
        Assert.Equal(Iommu, bare[Reboot].After);
        Assert.Equal("Waiting Done Waiting Waiting", string.Join(' ', waiting.Values.Take(4).Select(step => step.State)));
        Assert.Equal((Reboot, null), (waiting[Iommu].After, waiting[Reboot].After));
        Assert.Contains("intel_iommu=on", waiting[Reboot].Evidence, StringComparison.Ordinal);
        Assert.Equal("Done Done Done Done", string.Join(' ', host.Steps().Values.Take(4).Select(step => step.State)));
    }

    [Fact]
    public void WithoutTheFirmwareNothingElseHelps()
    {
        using StubbedHost host = StubbedHost.Of("debian-12", "no-iommu");

        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> steps = host.Steps();

        Assert.Equal(PassthroughStepState.Blocked, steps[Iommu].State);
        Assert.Null(steps[Iommu].Command);
        Assert.Contains("VT-d", steps[Iommu].Evidence, StringComparison.Ordinal);
        Assert.Equal(Iommu, steps[Stub].After);
    }

    [Fact]
    public void AStubThatDidNotTakeSaysWhy()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Do("Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore");
        RestartedHost.RebuildImages(host.Tree);
        string configuration = host.Tree.PathOf(StubbedHost.Configuration);
        File.SetLastWriteTimeUtc(configuration, DateTime.UtcNow.AddHours(-2));
        foreach (string image in Directory.EnumerateFiles(host.Tree.PathOf("boot"), "initrd*")) File.SetLastWriteTimeUtc(image, DateTime.UtcNow.AddHours(-1));
        host.Tree.File("proc/stat", $"btime {DateTimeOffset.UtcNow.AddMinutes(-30).ToUnixTimeSeconds()}\n");

        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> steps = host.Steps();

        Assert.Equal("Done Done Done Blocked", string.Join(' ', steps.Values.Take(4).Select(step => step.State)));
        Assert.Contains("The running kernel was started without 10de:1c03 in vfio_pci.ids", steps[StubVerified].Evidence, StringComparison.Ordinal);

        // An image that is younger than the start may have what was missing.
        RestartedHost.RebuildImages(host.Tree);
        Assert.Equal((PassthroughStepState.Waiting, null), (host.Steps()[Reboot].State, host.Steps()[Reboot].After));
    }

    [Fact]
    public void WhatOthersConfiguredCounts()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Tree.File("etc/default/grub", "GRUB_CMDLINE_LINUX_DEFAULT=\"quiet vfio-pci.ids=10de:1c03,10de:10f1\"\n");

        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> steps = host.Steps();

        Assert.Equal("Done Done Waiting Waiting", string.Join(' ', steps.Values.Take(4).Select(step => step.State)));
        Assert.Contains("etc/default/grub", steps[Stub].Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("h97m-gtx1060", "00:02.0", "-Allow OnlyDisplay")]
    [InlineData("h97m-gtx1060", "03:00.0", "-Allow HostNetwork")]
    [InlineData("gpu-with-root-nvme", "08:00.0", "nvme0n1p2 (/)")]
    public void WhatTheHostNeedsIsInTheWay(string name, string address, string evidence)
    {
        using StubbedHost host = StubbedHost.Of("debian-12", name);

        // The last display is one only when the other is taken; on the other host the card's slot is another.
        if (name == "h97m-gtx1060") host.Do("Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore");

        PassthroughStep stub = host.Do($"Get-PassthroughStatus {address} -HostRoot $root -Uri qemu:///system").Of<PassthroughStep>().Single(step => step.Step == Stub);

        Assert.Equal(PassthroughStepState.Blocked, stub.State);
        Assert.Contains(evidence, stub.Evidence, StringComparison.Ordinal);
        Assert.Null(stub.Command);
    }

    [Fact]
    public void AGroupThatVfioRefusesIsNotVerified()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Do("Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore");
        RestartedHost.RebuildImages(host.Tree);
        RestartedHost.Restart(host.Tree);
        host.Tree.File("sys/kernel/iommu_groups/1/reserved_regions", "0x000000008a8d4000 0x000000008a8f3fff direct\n");

        PassthroughStep verified = host.Steps()[StubVerified];

        Assert.Equal(PassthroughStepState.Blocked, verified.State);
        Assert.Contains("0x8a8d4000-0x8a8f3fff", verified.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void TheBootLoaderThatWasNamedStaysInTheCommands()
    {
        using StubbedHost host = StubbedHost.Of();

        Assert.Equal("Set-VfioStub 0000:01:00.0 -BootLoader Grub", host.Steps("-BootLoader Grub").Command(Stub));
    }

    [Fact]
    public void TheRootIsLeftOutWhereTheSessionHasIt()
    {
        using StubbedHost host = StubbedHost.Of();

        EngineResult result = host.Do("$global:PSDefaultParameterValues = @{ '*:HostRoot' = $root }; Get-PassthroughStatus 01:00.0 -Uri qemu:///system");

        Assert.Equal("Set-VfioStub 0000:01:00.0", StatusScene.Of(result)[Stub].Command);
    }
}
