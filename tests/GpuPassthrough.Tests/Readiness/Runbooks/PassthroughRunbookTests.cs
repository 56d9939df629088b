using GpuPassthrough.Tests.Changes;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Readiness.Status;
using GpuPassthrough.Tests.Vfio.Stubs;
using Xunit;

namespace GpuPassthrough.Tests.Readiness.Runbooks;

/// <summary>The script that is run until nothing is left, on a copy of a host that is not the running one.</summary>
public sealed class PassthroughRunbookTests
{
    private const int Done = 0;
    private const int RestartDue = 3;
    private const int LeftToUser = 4;

    [Fact]
    public void TakesAHostFromBareToACardInItsDomain()
    {
        using StubbedHost host = StubbedHost.Of("arch-grub", "no-iommu");
        host.Tree.File("sys/firmware/acpi/tables/DMAR", "").File("etc/libvirt/qemu/win10.xml", File.ReadAllText(Path.Combine(Repository.Root, "tests", "domains", "win10.before.xml")));
        const string Arguments = "01:00.0 win10 -Method DisableHypervisorBit -Uri qemu:///system -NoStart";

        (int code, string text) = Run(host, Arguments);
        Assert.Equal(RestartDue, code);
        Assert.Contains("Iommu: Enable-Iommu", text, StringComparison.Ordinal);
        Assert.Contains("Stub: Set-VfioStub 0000:01:00.0", text, StringComparison.Ordinal);

        RestartedHost.RebuildImages(host.Tree);
        string[] configured = TreeState.WithTimes(host.Root);
        (code, text) = Run(host, Arguments);
        Assert.Equal(RestartDue, code);
        Assert.EndsWith("Start the host again, then run this again.", text, StringComparison.Ordinal);
        Assert.Equal(configured, TreeState.WithTimes(host.Root));

        RestartedHost.Restart(host.Tree);
        (code, text) = Run(host, Arguments);
        Assert.Equal(Done, code);
        Assert.Contains("HostDevice: Add-DomainHostDevice", text, StringComparison.Ordinal);

        string[] done = TreeState.WithTimes(host.Root);
        Assert.Equal((Done, "Nothing is left to do for 01:00.0."), Run(host, Arguments));
        Assert.Equal(done, TreeState.WithTimes(host.Root));
        string xml = host.Read("etc/libvirt/qemu/win10.xml");
        Assert.Contains("<feature policy='disable' name='hypervisor'/>", xml, StringComparison.Ordinal);
        Assert.Contains("<address domain='0x0000' bus='0x01' slot='0x00' function='0x1'/>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutADomainOnlyTheHostIsPrepared()
    {
        using StubbedHost host = StubbedHost.Of();

        // Commands are not run on a host that is not this machine: they are left.
        (int code, string text) = Run(host, "01:00.0");
        Assert.Equal(LeftToUser, code);
        Assert.EndsWith("\n  update-initramfs -u -k all", text, StringComparison.Ordinal);
        RestartedHost.RebuildImages(host.Tree);
        Assert.Equal(RestartDue, Run(host, "01:00.0").Code);
        RestartedHost.Restart(host.Tree);

        string[] stubbed = TreeState.WithTimes(host.Root);
        Assert.Equal((Done, "Nothing is left to do for 01:00.0."), Run(host, "01:00.0"));
        Assert.Equal(stubbed, TreeState.WithTimes(host.Root));
    }

    [Fact]
    public void WhatIfLeavesNoTrace()
    {
        using StubbedHost host = StubbedHost.Of();
        string[] before = TreeState.WithTimes(host.Root);

        (int code, string text) = Run(host, "01:00.0 -WhatIf");

        Assert.Equal((Done, "Stub: Set-VfioStub 0000:01:00.0"), (code, text));
        Assert.Equal(before, TreeState.WithTimes(host.Root));
    }

    [Theory]
    [InlineData("03:00.0", LeftToUser, "Stub, Blocked: 0000:03:00.0 carries the host's network")]
    [InlineData("01:00.0 win11 -Uri qemu:///system", LeftToUser, "Domain, Blocked")]
    public void SaysWhatIsInTheWay(string arguments, int expected, string expectedText)
    {
        using StubbedHost host = StubbedHost.Of();

        (int code, string text) = Run(host, arguments);

        Assert.Equal(expected, code);
        Assert.Contains(expectedText, text, StringComparison.Ordinal);
    }

    [Fact]
    public void ACardThatIsNotThereIsAnError()
    {
        using StubbedHost host = StubbedHost.Of();

        EngineResult result = Execute(host, "09:00.0");

        Assert.StartsWith("PciDeviceNotFound,", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private static (int Code, string Text) Run(StubbedHost host, string arguments)
    {
        EngineResult result = Execute(host, arguments);
        Assert.Empty(result.Errors.Select(error => error.ToString()));
        return ((int)result.Output[^1].BaseObject, string.Join('\n', result.Output.SkipLast(1)));
    }

    private static EngineResult Execute(StubbedHost host, string arguments) =>
        host.Run($"$global:PSDefaultParameterValues = @{{ '*:HostRoot' = $root }}; & '{Runbook.PathOf("passthrough.ps1")}' {arguments}; $LASTEXITCODE");
}
