using GpuPassthrough.Boot;
using GpuPassthrough.Boot.Initramfs;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Boot.Initramfs;

/// <summary>The commands that make the images, and the room they need. Each is the one of the tool's own manual.</summary>
public sealed class RefreshTests : IDisposable
{
    private readonly TemporaryHost _host = new();
    private HostRoot? _root;

    private HostRoot Root => _root ??= HostRoot.Open(_host.Root);

    public void Dispose()
    {
        _root?.Dispose();
        _host.Dispose();
    }

    /// <summary>Bare -u makes the newest kernel's image only (update-initramfs(8)).</summary>
    [Fact]
    public void Update_initramfs_is_told_all_kernels() => Assert.Equal("update-initramfs -u -k all", Command(new InitramfsTools(Root, [])));

    [Fact]
    public void Debians_dracut_goes_through_its_update_initramfs()
    {
        _host.File("usr/sbin/update-initramfs", "#!/bin/sh\n");

        Assert.Equal("update-initramfs -u -k all", Command(new Dracut(Root, [])));
    }

    /// <summary>Without --force dracut leaves the images there are, and fails (a rollback of another tool ran bare dracut).</summary>
    [Fact]
    public void Dracut_is_forced() => Assert.Equal("dracut --force --regenerate-all", Command(new Dracut(Root, [])));

    [Fact]
    public void Dracut_leaves_unified_images_to_kernel_install()
    {
        _host.File("etc/kernel/install.conf", "layout=uki\n").File("usr/bin/kernel-install", "#!/bin/sh\n");

        Assert.Equal("kernel-install add-all", Command(new Dracut(Root, [])));
    }

    /// <summary>dracut writes to /boot/TOKEN/RELEASE only where the token is the machine's id (dracut.sh); Fedora's may be "fedora".</summary>
    [Theory]
    [InlineData("fedora", "kernel-install add-all")]
    [InlineData("0123456789abcdef", "dracut --force --regenerate-all")]
    public void Dracut_leaves_other_entry_tokens_to_kernel_install(string token, string command)
    {
        _host.File("etc/machine-id", "0123456789abcdef\n").File("usr/bin/kernel-install", "#!/bin/sh\n").File($"boot/{token}/6.17.1/initrd", "x");

        Assert.Equal(command, Command(new Dracut(Root, [])));
    }

    /// <summary>Another tool had mkinitcpio -p linux in it, which fails with linux-lts and linux-zen.</summary>
    [Fact]
    public void Mkinitcpio_makes_all_presets()
    {
        _host.File("etc/mkinitcpio.d/linux-zen.preset", "PRESETS=('default')\n");

        Assert.Equal("mkinitcpio -P", Command(new Mkinitcpio(Root, [])));
    }

    /// <summary>mkinitcpio -P dies with "No presets found" where kernel-install makes the images.</summary>
    [Fact]
    public void Mkinitcpio_without_presets_is_run_by_kernel_install()
    {
        _host.File("usr/bin/kernel-install", "#!/bin/sh\n");

        Assert.Equal("kernel-install add-all", Command(new Mkinitcpio(Root, [])));
    }

    /// <summary>Another tool ran "booster build" without a kernel.</summary>
    [Fact]
    public void Booster_has_a_script_for_all_images()
    {
        _host.File("usr/lib/booster/regenerate_images", "#!/bin/bash\n");

        Assert.Equal("/usr/lib/booster/regenerate_images", Command(new Booster(Root, [])));
    }

    [Fact]
    public void Booster_without_its_script_is_refused() =>
        Assert.Equal("BoosterRefreshMissing", Assert.Throws<BootConfigurationException>(() => new Booster(Root, []).Refresh()).ErrorId);

    /// <summary>It prints "Not updating initramfs." and ends with 0.</summary>
    [Theory]
    [InlineData("update_initramfs=no\n")]
    [InlineData("# all or no\nupdate_initramfs=\"no\"\n")]
    public void Update_initramfs_that_is_switched_off_is_refused(string settings)
    {
        _host.File("etc/initramfs-tools/update-initramfs.conf", settings);

        BootConfigurationException error = Assert.Throws<BootConfigurationException>(() => new InitramfsTools(Root, []).Refresh());

        Assert.Equal("InitramfsUpdatesOff", error.ErrorId);
        Assert.EndsWith($"update-initramfs.conf:{settings.Count(character => character == '\n')}", (string)error.Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update_initramfs=yes\n")]
    [InlineData("#update_initramfs=no\n")]
    [InlineData("update_initramfs=no\nupdate_initramfs=all\n")]
    public void Update_initramfs_that_is_on_is_run(string settings)
    {
        _host.File("etc/initramfs-tools/update-initramfs.conf", settings);

        Assert.Equal("update-initramfs -u -k all", Command(new InitramfsTools(Root, [])));
    }

    [Fact]
    public void The_largest_image_and_a_fifth_must_have_room()
    {
        _host.File("boot/initrd.img-6.1", new string('x', 1000)).File("boot/initrd.img-6.12", new string('x', 3000)).File("boot/vmlinuz-6.12", new string('x', 9000));
        _host.File("boot/efi/EFI/Linux/arch-linux.efi", new string('x', 500)).File("boot/efi/0123/6.12.1/initrd", new string('x', 700));

        PlannedSpace[] space = [.. new InitramfsTools(Root, []).Refresh().Space.OrderBy(space => space.Directory, StringComparer.Ordinal)];

        Assert.Equal([new PlannedSpace("boot", 3600), new PlannedSpace("boot/efi", 840)], space);
    }

    [Fact]
    public void Many_kernels_have_more_time()
    {
        TimeSpan few = new InitramfsTools(Root, []).Refresh().Commands.Single().Limit;
        for (int kernel = 0; kernel < 9; kernel++) _host.Folder($"lib/modules/6.{kernel}");

        Assert.True(few >= TimeSpan.FromMinutes(20));
        Assert.Equal(TimeSpan.FromMinutes(90), new InitramfsTools(Root, []).Refresh().Commands.Single().Limit);
    }

    private static string Command(InitramfsGenerator generator)
    {
        PlannedCommand command = Assert.Single(generator.Refresh().Commands);
        Assert.True(command.IsRefresher);
        return command.ToString();
    }
}
