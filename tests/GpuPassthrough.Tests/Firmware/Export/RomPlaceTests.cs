using System.Runtime.Versioning;
using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Firmware.Export;

[SupportedOSPlatform("linux")]
public sealed class RomPlaceTests
{
    [Theory]
    [InlineData("usr/share/qemu", "usr/share/qemu", "usr/share/vgabios")] // Debian, Ubuntu, Fedora, Arch, SUSE with QEMU
    [InlineData("usr/share/vgabios", "usr/share/vgabios", "usr/share/kvm")]
    [InlineData("usr/share/kvm", "etc/pve", "usr/share/kvm", "usr/share/qemu")] // Proxmox VE
    [InlineData("var/lib/libvirt/vgabios", "run/ostree-booted", "usr/share/qemu", "var/lib/libvirt/vgabios")] // /usr is read-only
    public void The_default_is_where_the_distribution_lets_qemu_read(string expected, params string[] folders)
    {
        using TemporaryHost tree = new();
        foreach (string folder in folders) Directory.CreateDirectory(tree.PathOf(folder));
        using HostRoot host = HostRoot.Open(tree.Root);
        Assert.Equal(expected, RomPlace.Default(host));
    }

    [Fact]
    public void NixOs_has_no_such_place_in_usr()
    {
        using TemporaryHost tree = new();
        tree.File("etc/os-release", "NAME=NixOS\nID=nixos\n");
        Directory.CreateDirectory(tree.PathOf("usr/share/qemu"));
        using HostRoot host = HostRoot.Open(tree.Root);
        RomDestinationException exception = Assert.Throws<RomDestinationException>(() => RomPlace.Default(host));
        Assert.Equal("RomFolderNone", exception.ErrorId);
        Assert.Contains(tree.Root + "/var/lib/libvirt/vgabios", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Y", "usr/share/qemu", null)]
    [InlineData("Y", "usr/share/vgabios/cards", null)]
    [InlineData("Y", "usr/share/qemuish", "AppArmor")]
    [InlineData("Y", "var/lib/libvirt/vbios", "AppArmor")]
    [InlineData("N", "var/lib/libvirt/vbios", null)]
    public void Confinement_is_told(string enabled, string folder, string? expected)
    {
        using TemporaryHost tree = new();
        tree.File("sys/module/apparmor/parameters/enabled", enabled + "\n");
        Directory.CreateDirectory(tree.PathOf(folder));
        using HostRoot host = HostRoot.Open(tree.Root);
        string? doubt = RomPlace.Doubt(host, folder);
        if (expected is null) Assert.Null(doubt);
        else Assert.Contains(expected, doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_closed_to_others_is_told()
    {
        using TemporaryHost tree = new();
        Directory.CreateDirectory(tree.PathOf("closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(tree.PathOf("closed/roms"));
        using HostRoot host = HostRoot.Open(tree.Root);
        Assert.Contains($"'{tree.Root}/closed'", RomPlace.Doubt(host, "closed/roms"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_has_minutes_where_the_tutorial_had_the_month()
    {
        using TemporaryHost tree = new();
        tree.Function("0000:01:00.0");
        using HostRoot host = HostRoot.Open(tree.Root);
        PciDevice card = Assert.Single(PciInventory.Read(host).Devices);
        Assert.Equal("gpu-10de-1c03-0000:01:00.0-20261123T041537.rom", RomPlace.FileName(card, new DateTime(2026, 11, 23, 4, 15, 37, DateTimeKind.Local)));
    }
}
