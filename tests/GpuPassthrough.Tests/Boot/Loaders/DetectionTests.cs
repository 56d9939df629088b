using GpuPassthrough.Boot;
using GpuPassthrough.Boot.Loaders;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Boot.Loaders;

/// <summary>Which boot loader is active. What it is on each host is said in tests/boot/README.md.</summary>
public sealed class DetectionTests
{
    [Theory]
    [InlineData("debian-12", "Grub", "initramfs-tools", "boot/grub/grub.cfg")]
    [InlineData("debian-13", "Grub", "initramfs-tools", "GRUB 2.12")]
    [InlineData("ubuntu-24.04", "Grub", "initramfs-tools", "BOOT_IMAGE=")]
    [InlineData("ubuntu-26.04-dracut", "Grub", "dracut", "boot/grub/grub.cfg")]
    [InlineData("fedora-bls", "GrubBls", "dracut", "GRUB_ENABLE_BLSCFG=true")]
    [InlineData("arch-grub", "Grub", "mkinitcpio", "boot/grub/grub.cfg")]
    [InlineData("arch-uki", "MkinitcpioUki", "mkinitcpio", "systemd-stub")]
    [InlineData("opensuse-grub", "Grub", "dracut", "boot/grub2/grub.cfg")]
    [InlineData("proxmox-grub", "Grub", "initramfs-tools", "boot/grub/grub.cfg")]
    [InlineData("proxmox-zfs", "ProxmoxSystemdBoot", "initramfs-tools", "etc/kernel/proxmox-boot-uuids")]
    [InlineData("pop-os", "Kernelstub", "initramfs-tools", "etc/kernelstub/configuration")]
    [InlineData("bazzite", "RpmOstree", "rpm-ostree", "run/ostree-booted")]
    [InlineData("nixos", "Nixos", "NixOS", "etc/NIXOS")]
    [InlineData("cachyos-limine", "Limine", "mkinitcpio", "boot/limine.conf")]
    [InlineData("fedora-systemd-boot", "SystemdBoot", "dracut", "systemd-boot 258")]
    [InlineData("debian-systemd-boot", "SystemdBoot", "initramfs-tools", "boot/efi/loader/entries/debian-6.1.0-37-amd64.conf")]
    [InlineData("arch-entries", "LoaderEntries", "mkinitcpio", "boot/loader/entries/arch.conf")]
    public void TheActiveOneIsFound(string distribution, string name, string generator, string evidence)
    {
        using TemporaryHost tree = BootHost.Of(distribution, host: null);
        BootLoader loader = Read(tree);

        Assert.Equal((name, generator), (loader.Name, loader.InitramfsGenerator));
        Assert.Contains(loader.Evidence, sentence => sentence.Contains(evidence, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(BootHost.All), MemberType = typeof(BootHost))]
    public void EveryFolderIsTested(string distribution) => Assert.Contains(
        typeof(DetectionTests).GetMethod(nameof(TheActiveOneIsFound))!.GetCustomAttributesData(),
        data => data.ConstructorArguments is [{ Value: IReadOnlyCollection<System.Reflection.CustomAttributeTypedArgument> row }] && row.First().Value as string == distribution);

    [Theory]
    [InlineData("debian-12", "update-grub")]
    [InlineData("arch-grub", "grub-mkconfig -o /boot/grub/grub.cfg")]
    [InlineData("opensuse-grub", "grub2-mkconfig -o /boot/grub2/grub.cfg")]
    [InlineData("proxmox-grub", "update-grub")]
    [InlineData("proxmox-zfs", "proxmox-boot-tool refresh")]
    [InlineData("arch-uki", "mkinitcpio -P")]
    [InlineData("pop-os", "kernelstub")]
    [InlineData("fedora-bls")]
    [InlineData("bazzite")]
    [InlineData("fedora-systemd-boot", "kernel-install add 6.17.1-300.fc43.x86_64 /lib/modules/6.17.1-300.fc43.x86_64/vmlinuz")]
    [InlineData("debian-systemd-boot", "kernel-install add 6.1.0-37-amd64 /boot/vmlinuz-6.1.0-37-amd64 /boot/initrd.img-6.1.0-37-amd64")]
    public void ItIsRefreshedByItsOwnProgram(string distribution, params string[] commands)
    {
        using TemporaryHost tree = BootHost.Of(distribution, host: null);
        Assert.Equal(commands, Read(tree).RefreshCommands);
    }

    [Fact]
    public void ThereIsAnotherOnOpenSuse()
    {
        using TemporaryHost tree = BootHost.Of("opensuse-grub", host: null);
        tree.File("etc/sysconfig/bootloader", "LOADER_TYPE=\"grub2-bls\"\n").File("usr/bin/sdbootutil", "").File("boot/efi/loader/entries/opensuse-1.conf", "options quiet\n");
        Assert.Equal("SdBootUtil", Read(tree).Name);
    }

    [Fact]
    public void RefindIsFound()
    {
        using TemporaryHost tree = new TemporaryHost().File("boot/refind_linux.conf", "\"Boot\" \"root=/dev/sda2 rw\"\n").File("proc/cmdline", "root=/dev/sda2 rw initrd=\\boot\\initramfs\n");
        Assert.Equal("Refind", Read(tree).Name);
    }

    [Fact]
    public void ARaspberryPiIsFound()
    {
        using TemporaryHost tree = new TemporaryHost().File("proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0").File("boot/firmware/cmdline.txt", "console=tty1 root=/dev/mmcblk0p2\n");
        Assert.Equal("RaspberryPi", Read(tree).Name);
    }

    [Fact]
    public void AnImageOfAVendorIsOnlyTold()
    {
        using TemporaryHost tree = BootHost.Of("arch-uki", host: null);
        Directory.Delete(tree.PathOf("etc/mkinitcpio.d"), recursive: true);
        Directory.Delete(tree.PathOf("etc/kernel"), recursive: true);
        BootLoader loader = Read(tree);
        Assert.Equal(("UnifiedImage", false), (loader.Name, loader.IsEdited));
    }

    /// <summary>A folder of entries and a grub.cfg, and nothing that tells which of them is used.</summary>
    [Fact]
    public void AConflictIsRefusedWithBothSides()
    {
        using TemporaryHost tree = BootHost.Of("arch-entries", host: null);
        Directory.Delete(tree.PathOf("sys"), recursive: true);
        tree.File("proc/cmdline", "root=/dev/nvme0n1p2 rw\n").File("boot/grub/grub.cfg", "linux /vmlinuz-linux\n").File("etc/default/grub", "GRUB_CMDLINE_LINUX=\"\"\n");

        BootConfigurationException error = Assert.Throws<BootConfigurationException>(() => Read(tree));

        Assert.Equal("BootLoaderAmbiguous", error.ErrorId);
        Assert.Contains("boot/loader/entries/arch.conf", error.Message, StringComparison.Ordinal);
        Assert.Contains("boot/grub/grub.cfg", error.Message, StringComparison.Ordinal);
        Assert.Contains("LoaderEntries, Grub", error.NextStep, StringComparison.Ordinal);
        Assert.Equal("Grub", Read(tree, "grub").Name);
        Assert.Equal("LoaderEntries", Read(tree, "LoaderEntries").Name);
    }

    [Fact]
    public void NothingToGoByIsAnError()
    {
        using TemporaryHost tree = new TemporaryHost().File("etc/default/grub", "GRUB_CMDLINE_LINUX=\"\"\n").File("usr/sbin/update-grub", "");
        Assert.Equal("BootLoaderUnknown", Assert.Throws<BootConfigurationException>(() => Read(tree)).ErrorId);
    }

    [Fact]
    public void AnUnknownNameIsRefused()
    {
        using TemporaryHost tree = BootHost.Of("debian-12", host: null);
        Assert.Equal("BootLoaderNotKnown", Assert.Throws<BootConfigurationException>(() => Read(tree, "lilo")).ErrorId);
    }

    /// <summary>peers.md (c) 5: ProxmoxScripts#22, proxmox-vgpu-installer#11, ProxMenux#15: GRUB was edited on hosts that start by systemd-boot.</summary>
    [Theory]
    [InlineData("fedora-systemd-boot")]
    [InlineData("debian-systemd-boot")]
    [InlineData("proxmox-zfs")]
    [InlineData("bazzite")]
    public void DefaultsOfGrubAloneDoNotMakeItGrub(string distribution)
    {
        using TemporaryHost tree = BootHost.Of(distribution, host: null);
        Assert.True(File.Exists(tree.PathOf("etc/default/grub")));
        Assert.NotEqual("Grub", Read(tree).Name);
    }

    /// <summary>quickpassthrough takes the last of grubby, kernelstub and others that it finds installed.</summary>
    [Theory]
    [InlineData("debian-12", "Grub")]
    [InlineData("fedora-systemd-boot", "SystemdBoot")]
    [InlineData("pop-os", "Kernelstub")]
    public void InstalledProgramsDoNotDecide(string distribution, string name)
    {
        using TemporaryHost tree = BootHost.Of(distribution, host: null);
        foreach (string program in new[] { "grubby", "kernelstub", "proxmox-boot-tool", "rpm-ostree", "sdbootutil", "limine-update", "mkinitcpio" }) tree.File($"usr/bin/{program}", "");
        Assert.Equal(name, Read(tree).Name);
    }

    [Theory]
    [InlineData(false, "ProxmoxSystemdBoot")]
    [InlineData(true, "ProxmoxGrub")]
    public void ProxmoxIsAskedWhatItsPartitionsHold(bool startsByGrub, string name)
    {
        using TemporaryHost tree = BootHost.Of("proxmox-zfs", host: null);
        if (startsByGrub)
        {
            File.Delete(tree.PathOf("sys/firmware/efi/efivars/LoaderInfo-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f"));
            tree.File("proc/cmdline", "BOOT_IMAGE=/vmlinuz-6.8.12-9-pve root=ZFS=/ROOT/pve-1 ro root=ZFS=rpool/ROOT/pve-1 boot=zfs quiet\n");
        }

        Assert.Equal(name, Read(tree).Name);
    }

    [Theory]
    [MemberData(nameof(FakeHosts.AllAndLive), MemberType = typeof(FakeHosts))]
    public void AnyHostAnswersOrSaysWhyNot(string name)
    {
        using HostRoot host = HostRoot.Open(FakeHosts.Root(name));
        try
        {
            Assert.NotEmpty(BootConfiguration.Read(host).Loader.Evidence);
        }
        catch (BootConfigurationException exception)
        {
            Assert.NotNull(exception.NextStep);
        }
    }

    /// <summary>A user without rights on Fedora, where /boot/loader/entries and /boot/grub2 are closed.</summary>
    [Fact]
    public void AClosedBootIsSaid()
    {
        using TemporaryHost tree = BootHost.Of("fedora-bls", host: null);
        using HostRoot host = HostRoot.Open(tree.Root);
        host.Fault = path => path.StartsWith("boot/loader/entries", StringComparison.Ordinal) || path.StartsWith("boot/grub2/", StringComparison.Ordinal) ? Errno.AccessDenied : Errno.None;

        BootConfiguration boot = BootConfiguration.Read(host);

        Assert.Equal("GrubBls", boot.Loader.Name);
        Assert.Contains(boot.Loader.Evidence, sentence => sentence.Contains("may not be looked into", StringComparison.Ordinal));
        Assert.Equal("BootEntriesHidden", Assert.Throws<BootConfigurationException>(() => boot.Arguments.Read()).ErrorId);
    }

    private static BootLoader Read(TemporaryHost tree, string? name = null)
    {
        using HostRoot host = HostRoot.Open(tree.Root);
        return BootConfiguration.Read(host, name).Loader;
    }
}
