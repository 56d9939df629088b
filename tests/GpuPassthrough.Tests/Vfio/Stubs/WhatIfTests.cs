using GpuPassthrough.Changes;
using GpuPassthrough.Tests.Changes;
using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>-WhatIf shows all and leaves no trace: no file, no folder, no time of a file.</summary>
public sealed class WhatIfTests
{
    [Theory]
    [InlineData("debian-12", "update-initramfs -u -k all", "update-grub")]
    [InlineData("fedora-bls", "dracut --force --regenerate-all", "grubby --update-kernel=ALL --args=vfio_pci.ids=10de:1c03,10de:10f1")]
    [InlineData("arch-uki", "mkinitcpio -P")]
    public void SettingIsOnlyShown(string distribution, params string[] commands)
    {
        using StubbedHost host = StubbedHost.Of(distribution);
        string[] before = TreeState.WithTimes(host.Root);

        EngineResult result = host.Do("Set-VfioStub 01:00.0 -HostRoot $root -WhatIf -PassThru");

        Assert.Equal(before, TreeState.WithTimes(host.Root));
        PassthroughChange change = Assert.Single(result.Of<PassthroughChange>());
        Assert.Equal(ChangeState.Planned, change.State);
        Assert.Equal(commands, change.Commands.Select(command => command.CommandLine));
        Assert.Contains("+softdep nouveau pre: vfio-pci", result.HostText, StringComparison.Ordinal);
    }

    [Fact]
    public void RemovingIsOnlyShown()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Do("Set-VfioStub 01:00.0 -HostRoot $root");
        string[] before = TreeState.WithTimes(host.Root);

        EngineResult result = host.Do("Remove-VfioStub 01:00.0 -HostRoot $root -WhatIf");

        Assert.Equal(before, TreeState.WithTimes(host.Root));
        Assert.Contains("-softdep nouveau pre: vfio-pci", result.HostText, StringComparison.Ordinal);
    }
}
