using GpuPassthrough.Pci;
using GpuPassthrough.Vfio.Guards;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Guards;

/// <summary>What else the host needs a function for.</summary>
public sealed class HostGuardsTests
{
    private const string Function = "0000:05:00.0";

    [Theory]
    [InlineData(DeviceUseKind.Mount, "/", "Boot", "HostDisk")]
    [InlineData(DeviceUseKind.Mount, "/", "Now", "HostDisk")]
    [InlineData(DeviceUseKind.Swap, "/dev/nvme0n1p3", "Boot", "HostDisk")]
    [InlineData(DeviceUseKind.Storage, "ZFS pool rpool", "Boot", "HostDisk")]
    [InlineData(DeviceUseKind.Network, "default route", "Boot", "HostNetwork")]
    [InlineData(DeviceUseKind.Network, "default route through vmbr0", "Boot", "HostNetwork")]
    [InlineData(DeviceUseKind.Network, "default route (IPv6)", "Boot", "HostNetwork")]
    [InlineData(DeviceUseKind.Network, "route to 192.168.1.0/24", "Boot", null)]
    [InlineData(DeviceUseKind.Network, "route to 192.168.1.0/24", "Now", "HostNetwork")]
    [InlineData(DeviceUseKind.Network, "member of bond0", "Now", "HostNetwork")]
    [InlineData(DeviceUseKind.Network, "up", "Now", null)]
    [InlineData(DeviceUseKind.Guest, "qemu-system-x86 (4711)", "Boot", "InUse")]
    [InlineData(DeviceUseKind.Guest, "qemu-system-x86 (4711)", "Now", "InUse")]
    [InlineData(DeviceUseKind.Display, "Xorg (900)", "Now", "InUse")]
    [InlineData(DeviceUseKind.Display, "Xorg (900)", "Boot", null)]
    [InlineData(DeviceUseKind.Sound, "pipewire (901)", "Now", "InUse")]
    [InlineData(DeviceUseKind.Sound, "pipewire (901)", "Boot", null)]
    [InlineData(DeviceUseKind.Node, "smartd (77)", "Now", "InUse")]
    public void Uses_are_guarded(DeviceUseKind kind, string detail, string when, string? guard)
    {
        using GuardedHost host = new GuardedHost().Add(Function, "010802", "nvme").Use(Function, new DeviceUse(kind, "resource", detail));
        IReadOnlyList<GuardViolation> found = HostGuards.Find(host.Scene(Enum.Parse<GuardMoment>(when), Function));
        Assert.Equal(guard is null ? [] : [guard], found.Select(violation => violation.Guard.ToString()));
        Assert.All(found, violation => Assert.Contains($"resource ({detail})", violation.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void One_error_names_all_that_hangs_on_a_function()
    {
        using GuardedHost host = new GuardedHost().Add(Function, "010802", "nvme")
            .Use(Function, new DeviceUse(DeviceUseKind.Mount, "nvme0n1p2", "/"), new DeviceUse(DeviceUseKind.Swap, "nvme0n1p3", "/dev/nvme0n1p3"));
        GuardViolation found = Assert.Single(HostGuards.Find(host.Scene(GuardMoment.Now, Function)));
        Assert.Contains("nvme0n1p2 (/), nvme0n1p3 (/dev/nvme0n1p3)", found.Reason, StringComparison.Ordinal);
        Assert.Equal((PassthroughGuard.HostDisk, found.Address), (found.ToException().Guard, found.ToException().Address));
    }

    [Theory]
    [InlineData("0x00000000000e0000 0x00000000000fffff direct", true)]
    [InlineData("0x00000000000e0000 0x00000000000fffff direct-relaxable", false)]
    [InlineData("0x00000000fee00000 0x00000000feefffff msi", false)]
    public void A_direct_region_is_guarded(string region, bool isGuarded)
    {
        using GuardedHost host = new GuardedHost().Add(Function, "0c0330", "xhci_hcd", group: 7);
        host.Tree.File("sys/kernel/iommu_groups/7/reserved_regions", region + "\n");
        Assert.Equal(isGuarded ? ["ReservedRegion " + Function] : [], host.Find(GuardMoment.Now, Function));
    }

    [Fact]
    public void An_id_that_others_have_is_guarded()
    {
        using GuardedHost host = new GuardedHost()
            .Add("0000:01:00.0", "040300", "snd_hda_intel", "1002:ab28")
            .Add("0000:02:00.0", "040300", "snd_hda_intel", "1002:ab28")
            .Add("0000:03:00.0", "040300", "snd_hda_intel", "10de:10f1");
        GuardViolation found = Assert.Single(HostGuards.SharedIds(host.Scene(GuardMoment.Boot, "0000:01:00.0")));
        Assert.Equal("SharedId 0000:01:00.0", $"{found.Guard} {found.Address}");
        Assert.Contains("0000:02:00.0 (snd_hda_intel)", found.Reason, StringComparison.Ordinal);
        Assert.Empty(HostGuards.SharedIds(host.Scene(GuardMoment.Boot, "0000:01:00.0", "0000:02:00.0")));
        Assert.Empty(host.Find(GuardMoment.Boot, "0000:01:00.0"));
    }
}
