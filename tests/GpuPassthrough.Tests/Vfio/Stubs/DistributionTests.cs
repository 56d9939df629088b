using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>
/// The tutorial's machine, booted as each distribution boots: which files change and which commands follow, by the manuals of the boot
/// loaders and of the makers of images, and what the readers of those files make of them: the shell, modprobe, bash.
/// </summary>
public sealed class DistributionTests
{
    private const string Set = "Set-VfioStub 01:00.0 -HostRoot $root";
    private const string Modprobe = StubbedHost.Configuration;
    private const string Grub = StubbedHost.GrubDropIn;
    private const string Debian = "etc/initramfs-tools/modules";
    private const string Dracut = "etc/dracut.conf.d/zz-gpu-passthrough.conf";
    private const string Refresh = "update-initramfs -u -k all";

    private static readonly string[] Ids = ["10de:1c03", "10de:10f1"];

    /// <summary>Where the manuals say that settings are read, and the commands after it. The initramfs comes first, as in the tutorial.</summary>
    public static IEnumerable<TheoryDataRow<string, string, string>> Edited =>
    [
        new("debian-12", $"{Grub} {Debian} {Modprobe}", $"{Refresh}|update-grub"),
        new("debian-13", $"{Grub} {Debian} {Modprobe}", $"{Refresh}|update-grub"),
        new("ubuntu-24.04", $"{Grub} {Debian} {Modprobe}", $"{Refresh}|update-grub"),
        new("ubuntu-26.04-dracut", $"{Grub} {Dracut} {Modprobe}", $"{Refresh}|update-grub"),
        new("proxmox-grub", $"{Grub} {Debian} {Modprobe}", $"{Refresh}|update-grub"),
        new("proxmox-zfs", $"{Debian} etc/kernel/cmdline {Modprobe}", $"{Refresh}|proxmox-boot-tool refresh"),
        new("pop-os", $"{Debian} etc/kernelstub/configuration {Modprobe}", $"{Refresh}|kernelstub"),
        new("debian-systemd-boot", $"{Debian} etc/kernel/cmdline {Modprobe}", $"{Refresh}|kernel-install add 6.1.0-37-amd64 /boot/vmlinuz-6.1.0-37-amd64 /boot/initrd.img-6.1.0-37-amd64"),
        new("arch-grub", $"etc/default/grub etc/mkinitcpio.conf {Modprobe}", "mkinitcpio -P|grub-mkconfig -o /boot/grub/grub.cfg"),
        new("arch-uki", $"etc/cmdline.d/zz-gpu-passthrough.conf etc/mkinitcpio.conf {Modprobe}", "mkinitcpio -P"),
        new("opensuse-grub", $"{Dracut} etc/default/grub {Modprobe}", "dracut --force --regenerate-all|grub2-mkconfig -o /boot/grub2/grub.cfg"),
        new("fedora-bls", $"{Dracut} {Modprobe}", "dracut --force --regenerate-all|grubby --update-kernel=ALL --args=vfio_pci.ids=10de:1c03,10de:10f1"),
        new("bazzite", Modprobe, "rpm-ostree kargs --append-if-missing=vfio_pci.ids=10de:1c03,10de:10f1"),
    ];

    [Theory]
    [MemberData(nameof(Edited))]
    public void TheseFilesChangeAndTheseCommandsFollow(string distribution, string files, string commands)
    {
        using StubbedHost host = StubbedHost.Of(distribution);
        string[] before = host.State;

        EngineResult result = host.Do(Set);

        Assert.Equal(files.Split(' ').Order(StringComparer.Ordinal), host.FilesChangedSince(before));
        Assert.Equal(commands.Split('|'), StubbedHost.Pending(result));
        Assert.Contains(result.Information, note => note.StartsWith("Should the host not come up", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Edited))]
    public void AgainItChangesNothingAndUndoingBringsEveryByteBack(string distribution, string files, string commands)
    {
        Assert.NotEmpty(files + commands);
        using StubbedHost host = StubbedHost.Of(distribution);
        string[] before = host.State;
        host.Do(Set);
        string[] once = host.State;

        host.Do(Set);
        Assert.Equal(once, host.State);

        host.Do("Undo-PassthroughChange -All -HostRoot $root");
        Assert.Equal(before, host.State);
    }

    [Theory]
    [MemberData(nameof(Edited))]
    public void RemovingBringsEveryByteBackInTheSameOrderOfCommands(string distribution, string files, string commands)
    {
        using StubbedHost host = StubbedHost.Of(distribution);
        string[] before = host.State;
        host.Do(Set);

        EngineResult result = host.Do("Get-IommuGroup 1 -HostRoot $root | Remove-VfioStub");

        string[] left = host.FilesChangedSince(before);
        bool isSeeded = distribution == "debian-systemd-boot";
        Assert.Equal(isSeeded ? ["etc/kernel/cmdline"] : [], left);
        Assert.NotEmpty(files);
        IEnumerable<string> programs = commands.Split('|').Where(command => !command.StartsWith("grubby", StringComparison.Ordinal) && !command.StartsWith("rpm-ostree", StringComparison.Ordinal)).Select(command => command.Split(' ')[0]);
        Assert.Equal(programs, StubbedHost.Pending(result).Select(command => command.Split(' ')[0]));
    }

    /// <summary>dash is what runs update-grub on Debian, bash what runs it on Arch and openSUSE.</summary>
    [Theory]
    [InlineData("debian-12", "dash")]
    [InlineData("debian-13", "dash")]
    [InlineData("ubuntu-24.04", "dash")]
    [InlineData("ubuntu-26.04-dracut", "dash")]
    [InlineData("proxmox-grub", "dash")]
    [InlineData("debian-12", "bash")]
    [InlineData("arch-grub", "bash")]
    [InlineData("opensuse-grub", "bash")]
    public void TheShellGetsTheIds(string distribution, string shell)
    {
        using StubbedHost host = StubbedHost.Of(distribution);
        string[] before = Readers.Grub(host.Tree, shell);
        host.Do(Set);
        Assert.Equal([.. before, "vfio_pci.ids=10de:1c03,10de:10f1"], Readers.Grub(host.Tree, shell));
    }

    /// <summary>Whatever the kernel asks for when it finds the card, vfio-pci is loaded before any of its drivers.</summary>
    [Theory]
    [MemberData(nameof(Edited))]
    public void ModprobeLoadsVfioBeforeTheDriversOfTheCard(string distribution, string files, string commands)
    {
        Assert.NotEmpty(files + commands);
        using StubbedHost host = StubbedHost.Of(distribution);
        host.Do(Set);
        Assert.Equal(["softdep nouveau pre: vfio-pci", "softdep nvidiafb pre: vfio-pci", "softdep snd_hda_intel pre: vfio-pci"], Readers.Modprobe(host.Tree, "softdep"));
        foreach (string address in (string[])["0000:01:00.0", "0000:01:00.1"])
        {
            string[] loaded = Readers.Loads(host.Tree, host.Read($"sys/bus/pci/devices/{address}/modalias").Trim());
            int first = Array.FindIndex(loaded, module => module is "nouveau" or "nvidiafb" or "snd_hda_intel");
            Assert.True(first > 0, string.Join(' ', loaded));
            Assert.InRange(Array.IndexOf(loaded, "vfio_pci"), 0, first - 1);
        }
    }

    [Theory]
    [InlineData("arch-grub")]
    [InlineData("arch-uki")]
    public void BashHasVfioFirstInMkinitcpio(string distribution)
    {
        using StubbedHost host = StubbedHost.Of(distribution);
        host.Do(Set);
        string[] modules = Readers.Bash(host.Tree, "MODULES", "etc/mkinitcpio.conf", "etc/mkinitcpio.conf.d/*.conf");
        Assert.Equal("vfio_pci", modules[0]);
        Assert.Contains("modconf", Readers.Bash(host.Tree, "HOOKS", "etc/mkinitcpio.conf", "etc/mkinitcpio.conf.d/*.conf"));
    }

    [Theory]
    [InlineData("fedora-bls")]
    [InlineData("opensuse-grub")]
    [InlineData("ubuntu-26.04-dracut")]
    public void BashHasVfioForcedInDracut(string distribution)
    {
        using StubbedHost host = StubbedHost.Of(distribution);
        host.Do(Set);
        Assert.Contains("vfio_pci", Readers.Bash(host.Tree, "force_drivers", "etc/dracut.conf.d/*.conf"));
        Assert.Contains("/" + Modprobe, Readers.Bash(host.Tree, "install_items", "etc/dracut.conf.d/*.conf"));
    }

    /// <summary>kernel-install and proxmox-boot-tool take the file as one line; root= must stay, or the host does not start.</summary>
    [Theory]
    [InlineData("proxmox-zfs", "root=ZFS=rpool/ROOT/pve-1 boot=zfs")]
    [InlineData("debian-systemd-boot", "root=/dev/sda2 ro quiet")]
    [InlineData("fedora-systemd-boot", "root=/dev/nvme0n1p3 ro quiet")]
    public void TheLineOfKernelInstallIsOneLine(string distribution, string old)
    {
        using StubbedHost host = StubbedHost.Of(distribution);
        host.Do(Set);
        Assert.Equal($"{old} vfio_pci.ids={string.Join(',', Ids)}\n", host.Read("etc/kernel/cmdline"));
    }

    /// <summary>Where the boot loader is not edited nothing is, and the error holds all that is to be done.</summary>
    [Theory]
    [InlineData("nixos", "boot.kernelParams = [ \"vfio_pci.ids=10de:1c03,10de:10f1\" ]", "boot.extraModprobeConfig", "boot.initrd.kernelModules", "nixos-rebuild boot")]
    [InlineData("cachyos-limine", "KERNEL_CMDLINE[default]+=\" vfio_pci.ids=10de:1c03,10de:10f1\"", "/etc/modprobe.d/01-vfio-pci.conf", "MODULES=(vfio_pci", "limine-update")]
    [InlineData("arch-entries", "vfio_pci.ids=10de:1c03,10de:10f1", "arch.conf:4", "/etc/modprobe.d/01-vfio-pci.conf", "mkinitcpio -P")]
    public void WhatIsNotEditedIsToldInFull(string distribution, params string[] told)
    {
        using StubbedHost host = StubbedHost.Of(distribution);
        string[] before = Changes.TreeState.WithTimes(host.Root);
        EngineResult result = host.Run(Set);
        string step = Assert.Single(result.Errors).ErrorDetails.RecommendedAction;
        Assert.Equal("StubByHand", StubbedHost.Text(result.Errors[0]).Split(' ')[0]);
        foreach (string text in (string[])[.. told, "softdep nouveau pre: vfio-pci", "softdep nvidiafb pre: vfio-pci", "softdep snd_hda_intel pre: vfio-pci"]) Assert.Contains(text, step, StringComparison.Ordinal);
        Assert.Equal(before, Changes.TreeState.WithTimes(host.Root));
    }

    /// <summary>10_linux: with GRUB_DISABLE_RECOVERY=true there is no recovery entry, and recovery entries get GRUB_CMDLINE_LINUX.</summary>
    [Theory]
    [InlineData("debian-12", "", true)]
    [InlineData("debian-12", "GRUB_DISABLE_RECOVERY=\"true\"\n", false)]
    [InlineData("debian-12", "GRUB_CMDLINE_LINUX=\"vfio_pci.ids=8086:8cb1\"\n", false)]
    [InlineData("arch-grub", "", false)]
    [InlineData("fedora-bls", "", false)]
    public void TheWayBackNamesTheRecoveryEntryOnlyWhereOneIsUnstubbed(string distribution, string more, bool isNamed)
    {
        using StubbedHost host = StubbedHost.Of(distribution);
        host.Tree.File("etc/default/grub", host.Read("etc/default/grub") + more);
        EngineResult result = host.Do(Set);
        Assert.Equal(isNamed, result.Information.Any(note => note.Contains("recovery entry", StringComparison.Ordinal)));
    }
}
