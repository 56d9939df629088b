using GpuPassthrough.Boot;
using GpuPassthrough.Boot.Initramfs;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Boot.Initramfs;

/// <summary>
/// Which generator a host has. What packages hold is from Debian's and Arch's: update-initramfs is in initramfs-tools
/// and in newer versions of dracut, mkinitramfs in initramfs-tools-core.
/// </summary>
public sealed class DetectionTests : IDisposable
{
    private const string Owned = "/.\n/usr\n/usr/sbin/update-initramfs\n";

    private readonly TemporaryHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Debian_with_initramfs_tools()
    {
        Programs("mkinitramfs", "update-initramfs");
        Package("initramfs-tools", Owned);

        Assert.Equal("initramfs-tools", Name());
        Assert.Contains("'" + _host.PathOf("usr/sbin/update-initramfs") + "' belongs to the package initramfs-tools.", Evidence());
    }

    [Fact]
    public void Update_initramfs_alone_proves_nothing()
    {
        Programs("dracut", "update-initramfs");
        Package("dracut", Owned);

        Assert.Equal("dracut", Name());
    }

    [Fact]
    public void Both_installed_and_update_initramfs_is_dracuts()
    {
        Programs("dracut", "mkinitramfs", "update-initramfs");
        Package("dracut", Owned);
        Package("initramfs-tools-core", "/usr/sbin/mkinitramfs\n");

        Assert.Equal("dracut", Name());
    }

    [Fact]
    public void Both_installed_and_update_initramfs_is_of_initramfs_tools()
    {
        Programs("dracut", "mkinitramfs", "update-initramfs");
        Package("initramfs-tools", Owned);
        Package("dracut-core", "/usr/bin/dracut\n");

        Assert.Equal("initramfs-tools", Name());
    }

    [Fact]
    public void A_removed_package_that_left_its_configuration_owns_nothing()
    {
        Programs("dracut", "mkinitramfs", "update-initramfs");
        Package("dracut", "/etc/kernel/postinst.d/dracut\n");
        Package("initramfs-tools", Owned);

        Assert.Equal("initramfs-tools", Name());
    }

    /// <summary>Debian 13 after apt install dracut: mkinitramfs is left over, and there is no update-initramfs.</summary>
    [Fact]
    public void Debian_13_that_was_moved_to_dracut()
    {
        Programs("dracut", "mkinitramfs");
        Package("dracut", "/etc/kernel/postinst.d/dracut\n/usr/share/doc/dracut\n/usr/share/doc/dracut/copyright\n");
        Package("initramfs-tools", "/etc/initramfs-tools/update-initramfs.conf\n/etc/kernel/postinst.d/initramfs-tools\n");
        Package("initramfs-tools-core", "/usr/sbin/mkinitramfs\n/usr/share/doc/initramfs-tools-core/copyright\n");
        _host.File("boot/initrd.img-6.12.1", "x");

        Assert.Equal("dracut", Name());
        Assert.Contains("The package dracut is installed.", Evidence());
    }

    [Fact]
    public void A_diversion_says_whose_it_is()
    {
        Programs("dracut", "mkinitramfs", "update-initramfs");
        Package("dracut", Owned);
        Package("initramfs-tools", Owned);
        _host.File("var/lib/dpkg/diversions", "/bin/x\n/bin/x.real\nother\n/usr/sbin/update-initramfs\n/usr/sbin/update-initramfs.real\ndracut\n");

        Assert.Equal("dracut", Name());
    }

    [Fact]
    public void Two_owners_are_refused_with_both_listed()
    {
        Programs("dracut", "mkinitramfs", "update-initramfs");
        Package("dracut", Owned);
        Package("initramfs-tools", Owned);

        BootConfigurationException error = Refused();

        Assert.Equal("InitramfsConflict", error.ErrorId);
        Assert.Contains("initramfs-tools: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("dracut: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("belongs to the package dracut", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_decides_is_refused()
    {
        Programs("dracut", "mkinitcpio");
        _host.File("boot/initramfs-linux.img", "x");

        Assert.Equal("InitramfsConflict", Refused().ErrorId);
    }

    [Fact]
    public void Fedora() => Assert.Equal("dracut", Name("dracut"));

    [Fact]
    public void Arch() => Assert.Equal("mkinitcpio", Name("mkinitcpio"));

    [Fact]
    public void Arch_with_booster_and_the_hook_of_mkinitcpio_masked()
    {
        Programs("mkinitcpio", "booster");
        _host.File("usr/share/libalpm/hooks/90-mkinitcpio-install.hook", "[Trigger]\n").Link("etc/pacman.d/hooks/90-mkinitcpio-install.hook", "/dev/null");
        _host.File("usr/share/libalpm/hooks/90-booster-install.hook", "[Trigger]\n");

        Assert.Equal("booster", Name());
    }

    [Fact]
    public void Arch_with_both_hooks_and_only_images_of_booster()
    {
        Programs("mkinitcpio", "booster");
        _host.File("usr/share/libalpm/hooks/90-mkinitcpio-install.hook", "[Trigger]\n").File("usr/share/libalpm/hooks/90-booster-install.hook", "[Trigger]\n");
        _host.File("boot/booster-linux.img", "x");

        Assert.Equal("booster", Name());
    }

    [Fact]
    public void Arch_with_both_hooks_and_images_of_both_is_refused()
    {
        Programs("mkinitcpio", "booster");
        _host.File("boot/booster-linux.img", "x").File("boot/initramfs-linux.img", "x");

        Assert.Equal("InitramfsConflict", Refused().ErrorId);
    }

    [Fact]
    public void The_hook_that_removes_images_says_nothing()
    {
        Programs("mkinitcpio", "dracut");
        _host.File("usr/share/libalpm/hooks/60-mkinitcpio-remove.hook", "[Trigger]\n").File("usr/share/libalpm/hooks/90-dracut-install.hook", "[Trigger]\n");

        Assert.Equal("dracut", Name());
    }

    [Fact]
    public void Kernel_install_may_name_it()
    {
        Programs("mkinitcpio", "dracut");
        _host.File("etc/kernel/install.conf", "# comment\nlayout=uki\ninitrd_generator=dracut\n");

        Assert.Equal("dracut", Name());
    }

    [Fact]
    public void Ostree_is_not_edited()
    {
        Programs("dracut", "rpm-ostree");
        _host.File("run/ostree-booted", string.Empty);

        using HostRoot root = HostRoot.Open(_host.Root);
        InitramfsGenerator generator = InitramfsGenerators.Detect(root);
        BootPart part = generator.Plan(EditedHost.Wanted);

        Assert.Equal(("rpm-ostree", false, false), (generator.Name, generator.IsManaged, part.ChangesSomething));
        Assert.Contains("rpm-ostree initramfs --enable --arg=--force-drivers '--arg=vfio_pci vfio vfio_iommu_type1' --arg=-I --arg=/etc/modprobe.d/01-vfio-pci.conf", Assert.Single(part.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void NixOS_is_not_edited()
    {
        _host.File("etc/NIXOS", string.Empty);

        using HostRoot root = HostRoot.Open(_host.Root);
        BootPart part = InitramfsGenerators.Detect(root).Plan(EditedHost.Wanted);

        Assert.False(part.ChangesSomething);
        Assert.Contains("boot.initrd.kernelModules = [ \"vfio_pci\" \"vfio\" \"vfio_iommu_type1\" ];", Assert.Single(part.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_without_initramfs()
    {
        _host.File("boot/vmlinuz-6.1", "x");

        Assert.Equal("none", Name());
    }

    [Fact]
    public void An_image_of_an_unknown_program_is_refused()
    {
        _host.File("boot/initramfs-lts", "x");

        BootConfigurationException error = Refused();

        Assert.Equal("InitramfsUnknown", error.ErrorId);
        Assert.Equal(_host.PathOf("boot/initramfs-lts"), error.Subject);
    }

    private void Programs(params string[] names)
    {
        foreach (string name in names) _host.File((name is "mkinitramfs" or "update-initramfs" ? "usr/sbin/" : "usr/bin/") + name, "#!/bin/sh\n");
    }

    private void Package(string name, string files) => _host.File($"var/lib/dpkg/info/{name}.list", files);

    private string Name(params string[] programs)
    {
        Programs(programs);
        using HostRoot root = HostRoot.Open(_host.Root);
        return InitramfsGenerators.Detect(root).Name;
    }

    private IReadOnlyList<string> Evidence()
    {
        using HostRoot root = HostRoot.Open(_host.Root);
        return InitramfsGenerators.Detect(root).Evidence;
    }

    private BootConfigurationException Refused()
    {
        using HostRoot root = HostRoot.Open(_host.Root);
        return Assert.Throws<BootConfigurationException>(() => InitramfsGenerators.Detect(root));
    }
}
