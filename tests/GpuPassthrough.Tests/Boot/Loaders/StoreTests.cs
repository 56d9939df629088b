using System.Text;
using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Boot.Loaders;

/// <summary>Where arguments are kept, one case each.</summary>
public sealed class StoreTests
{
    [Theory]
    [InlineData("one line", "root=/dev/a quiet\n", "root=/dev/a quiet x=1\n")]
    [InlineData("no line feed at the end", "root=/dev/a quiet", "root=/dev/a quiet x=1")]
    [InlineData("carriage return", "root=/dev/a quiet\r\n", "root=/dev/a quiet x=1\r\n")]
    [InlineData("comments above and below", "# first\nroot=/dev/a  quiet \n# last\n", "# first\nroot=/dev/a  quiet x=1 \n# last\n")]
    [InlineData("two lines", "root=/dev/a\nquiet\n", "root=/dev/a\nquiet x=1\n")]
    [InlineData("there already, with another value", "x=0 root=/dev/a\n", "x=1 root=/dev/a\n")]
    [InlineData("words of init", "root=/dev/a -- single\n", "root=/dev/a x=1 -- single\n")]
    [InlineData("bytes that are no UTF-8", "root=/dev/a n=\u00e4\n", "root=/dev/a n=\u00e4 x=1\n")]
    [InlineData("comments alone", "# nothing\n", "# nothing\nx=1\n")]
    public void TheCommandLineFileKeepsItsOtherBytes(string name, string before, string after)
    {
        using TemporaryHost tree = BootHost.Of("fedora-systemd-boot", host: null);
        File.WriteAllBytes(tree.PathOf("etc/kernel/cmdline"), Encoding.Latin1.GetBytes(before));

        PlannedFile file = Assert.Single(Plan(tree, ArgumentEdit.Set("x", "1")).Files);

        Assert.Equal((name, after), (name, Encoding.Latin1.GetString(file.New!)));
    }

    [Fact]
    public void AMissingFileBeginsWithWhatKernelInstallTakes()
    {
        using TemporaryHost tree = BootHost.Of("debian-systemd-boot", host: null);

        PlannedFile file = Assert.Single(Plan(tree, ArgumentEdit.Set("x", "1")).Files);

        // 90-loaderentry.install of systemd 252, when there is no /etc/kernel/cmdline.
        string script = $"tr -s \"$IFS\" '\\n' <'{tree.PathOf("proc/cmdline")}' | grep -ve '^BOOT_IMAGE=' -e '^initrd=' | tr '\\n' ' '";
        Assert.Equal(Tool.Run("sh", "-c", script).TrimEnd() + " x=1\n", Encoding.UTF8.GetString(file.New!));
    }

    [Fact]
    public void TheFileOfTheDistributionIsTakenOver()
    {
        using TemporaryHost tree = BootHost.Of("debian-systemd-boot", host: null).File("usr/lib/kernel/cmdline", "root=/dev/b ro\n");
        PlannedFile file = Assert.Single(Plan(tree, ArgumentEdit.Set("x", "1")).Files);
        Assert.Equal(("etc/kernel/cmdline", "root=/dev/b ro x=1\n"), (file.Path, Encoding.UTF8.GetString(file.New!)));
    }

    [Fact]
    public void AFileThatWouldLoseTheRootIsNotMade()
    {
        using TemporaryHost tree = BootHost.Of("debian-systemd-boot", host: null);
        File.Delete(tree.PathOf("proc/cmdline"));
        Assert.Equal("BootCommandLineUnknown", Assert.Throws<BootConfigurationException>(() => Plan(tree, ArgumentEdit.Set("x", "1"))).ErrorId);
    }

    [Fact]
    public void ACommentBetweenArgumentsIsRefused()
    {
        using TemporaryHost tree = BootHost.Of("fedora-systemd-boot", host: null).File("etc/kernel/cmdline", "root=/dev/a\n# and\nquiet\n");
        Assert.Equal("BootCommandLineMixed", Assert.Throws<BootConfigurationException>(() => Plan(tree, ArgumentEdit.Set("x", "1"))).ErrorId);
    }

    /// <summary>get_first_line() of proxmox-boot-tool: the others are never read.</summary>
    [Fact]
    public void ProxmoxReadsTheFirstLine()
    {
        using TemporaryHost tree = BootHost.Of("proxmox-zfs", host: null).File("etc/kernel/cmdline", "root=ZFS=rpool/ROOT/pve-1\nquiet\n");
        Assert.Equal("root=ZFS=rpool/ROOT/pve-1 x=1\nquiet\n", Encoding.UTF8.GetString(Assert.Single(Plan(tree, ArgumentEdit.Set("x", "1")).Files).New!));
        Assert.Equal(["root=ZFS=rpool/ROOT/pve-1"], Read(tree));
    }

    /// <summary>mkinitcpio joins the file and the drop-ins; its own words say what comes out.</summary>
    [Fact]
    public void MkinitcpioSeesWhatWeSee()
    {
        using TemporaryHost tree = BootHost.Of("arch-uki", host: null);
        tree.File("etc/cmdline.d/20-b.conf", "# of b\nb=2 x=0\n").File("etc/cmdline.d/10-a.conf", "a=1").File("etc/cmdline.d/readme.txt", "c=3\n");

        foreach (PlannedFile file in Plan(tree, ArgumentEdit.Set("x", "1"), ArgumentEdit.Set("y", "2"), ArgumentEdit.Remove("a")).Files) tree.File(file.Path, Encoding.UTF8.GetString(file.New!));

        string script = "grep -ha -- '^[^#]' etc/kernel/cmdline $(LC_ALL=C.UTF-8 find etc/cmdline.d -xtype f -name '*.conf' -print | LC_ALL=C.UTF-8 sort -Vu) | tr -s '\\n' ' '";
        string seen = Tool.Run("bash", "-c", $"cd '{tree.Root}' && {script}").Trim();
        Assert.Equal("root=/dev/nvme0n1p2 rw quiet b=2 x=1 y=2", seen);
        Assert.Equal(seen, string.Join(' ', Read(tree)));
    }

    /// <summary>build_uki() of mkinitcpio: /proc/cmdline is taken only where there is no file at all, so a drop-in alone would lose the root.</summary>
    [Fact]
    public void ADropInIsNotTheOnlyFile()
    {
        using TemporaryHost tree = BootHost.Of("arch-uki", host: null);
        File.Delete(tree.PathOf("etc/kernel/cmdline"));
        string running = string.Join(' ', File.ReadAllText(tree.PathOf("proc/cmdline")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => !word.StartsWith("initrd=", StringComparison.Ordinal)));
        Assert.Contains("root=", running, StringComparison.Ordinal);

        PlannedFile file = Assert.Single(Plan(tree, ArgumentEdit.Set("x", "1")).Files);

        Assert.Equal(("etc/kernel/cmdline", running + " x=1\n"), (file.Path, Encoding.UTF8.GetString(file.New!)));
        tree.File(file.Path, Encoding.UTF8.GetString(file.New!));
        Assert.Equal("etc/cmdline.d/zz-gpu-passthrough.conf", Assert.Single(Plan(tree, ArgumentEdit.Set("y", "1")).Files).Path);
    }

    [Fact]
    public void OurDropInGoesWithItsLastArgument()
    {
        using TemporaryHost tree = BootHost.Of("arch-uki", host: null);
        foreach (PlannedFile file in Plan(tree, ArgumentEdit.Set("x", "1")).Files) tree.File(file.Path, Encoding.UTF8.GetString(file.New!));
        PlannedFile gone = Assert.Single(Plan(tree, ArgumentEdit.Remove("x")).Files);
        Assert.Equal(("etc/cmdline.d/zz-gpu-passthrough.conf", null), (gone.Path, gone.New));
    }

    /// <summary>With a file named in the preset mkinitcpio reads no drop-ins (want_file cmdline in build_uki).</summary>
    [Theory]
    [InlineData("default_cmdline=\"/etc/kernel/cmdline\"", "etc/kernel/cmdline")]
    [InlineData("default_cmdline=\"/etc/my-cmdline\"", null)]
    [InlineData("ALL_cmdline=/etc/my-cmdline", null)]
    [InlineData("ALL_cmdline=/etc/my-cmdline\ndefault_cmdline=/etc/kernel/cmdline", "etc/kernel/cmdline")]
    [InlineData("default_options=\"--splash /x.bmp --cmdline /etc/my-cmdline\"", null)]
    [InlineData("default_options=(--cmdline=/etc/my-cmdline)", null)]
    [InlineData("default_cmdline=/etc/my-cmdline\ndefault_options=\"--cmdline /etc/kernel/cmdline\"", "etc/kernel/cmdline")]
    public void APresetMayNameTheFile(string lines, string? expected)
    {
        using TemporaryHost tree = BootHost.Of("arch-uki", host: null);
        File.AppendAllText(tree.PathOf("etc/mkinitcpio.d/linux.preset"), lines + "\n");
        if (expected is not null) Assert.Equal(expected, Assert.Single(Plan(tree, ArgumentEdit.Set("x", "1")).Files).Path);
        else Assert.Equal("BootInstructPresetFile", Assert.Throws<BootConfigurationException>(() => Plan(tree, ArgumentEdit.Set("x", "1"))).ErrorId);
    }

    /// <summary>kernelstub writes its file back after each run with json.dump(indent=2): it must be the same then.</summary>
    [Fact]
    public void KernelstubFindsItsFileAsItWritesIt()
    {
        using TemporaryHost tree = BootHost.Of("pop-os", host: null);
        PlannedFile file = Assert.Single(Plan(tree, ArgumentEdit.Set("dyndbg", "file dd.c +p"), ArgumentEdit.Remove("quiet")).Files);
        tree.File("after", Encoding.UTF8.GetString(file.New!));

        string dumped = Tool.Run("python3", "-c", $"import json,sys; json.dump(json.load(open('{tree.PathOf("after")}')), sys.stdout, indent=2)");
        string options = Tool.Run("python3", "-c", $"import json; print(json.load(open('{tree.PathOf("after")}'))['user']['kernel_options'])");

        Assert.Equal(dumped, Encoding.UTF8.GetString(file.New!));
        Assert.Equal("""['loglevel=0', 'systemd.show_status=false', 'splash', 'dyndbg="file dd.c +p"']""", options.Trim());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"user\": {\"config_rev\": 2, \"kernel_options\": []}}")]
    [InlineData("{\"user\": {\"config_rev\": 3, \"kernel_options\": \"quiet splash\"}}")]
    [InlineData("{\"user\": {\"config_rev\": 3, \"kernel_options\": [\"quiet\",]}}")]
    public void AnotherConfigurationOfKernelstubIsRefused(string text)
    {
        using TemporaryHost tree = BootHost.Of("pop-os", host: null).File("etc/kernelstub/configuration", text);
        Assert.Equal("BootKernelstubMalformed", Assert.Throws<BootConfigurationException>(() => Plan(tree, ArgumentEdit.Set("x", "1"))).ErrorId);
    }

    [Fact]
    public void TheDefaultEntryOfFedoraIsTheSavedOne()
    {
        using TemporaryHost tree = BootHost.Of("fedora-bls", host: null);
        string old = tree.PathOf($"boot/loader/entries/{new string('0', 32)}-6.16.9-200.fc43.x86_64.conf");
        File.WriteAllText(old, File.ReadAllText(old).Replace("options root", "options only.in.old=1 root", StringComparison.Ordinal));
        Assert.DoesNotContain("only.in.old=1", Read(tree));
        tree.File("boot/grub2/grubenv", $"# GRUB Environment Block\nsaved_entry={new string('0', 32)}-6.16.9-200.fc43.x86_64\n");
        Assert.Contains("only.in.old=1", Read(tree));
    }

    [Fact]
    public void OlderEntriesHaveTheirArgumentsInTheGrubenv()
    {
        using TemporaryHost tree = BootHost.Of("fedora-bls", host: null).File("boot/grub2/grubenv", "# GRUB Environment Block\nkernelopts=root=/dev/mapper/r ro quiet\n");
        foreach (string path in Directory.GetFiles(tree.PathOf("boot/loader/entries"))) File.WriteAllText(path, "title Old\nlinux /vmlinuz\noptions $kernelopts $tuned_params\n");
        Assert.Equal(["root=/dev/mapper/r", "ro", "quiet", "$tuned_params"], Read(tree));
    }

    /// <summary>One kernel's entry lacks what the others have: it is not "already so".</summary>
    [Fact]
    public void EntriesThatDifferAreAllMadeRight()
    {
        using TemporaryHost tree = BootHost.Of("fedora-bls", host: null);
        string[] entries = Directory.GetFiles(tree.PathOf("boot/loader/entries"));
        foreach (string path in entries[1..]) File.WriteAllText(path, File.ReadAllText(path).Replace("rhgb quiet", "rhgb quiet x=1", StringComparison.Ordinal));
        Assert.Equal("grubby --update-kernel=ALL --args=x=1", Assert.Single(Plan(tree, ArgumentEdit.Set("x", "1")).Commands).ToString());
        File.WriteAllText(entries[0], File.ReadAllText(entries[0]).Replace("rhgb quiet", "rhgb quiet x=1", StringComparison.Ordinal));
        Assert.False(Plan(tree, ArgumentEdit.Set("x", "1")).ChangesSomething);
    }

    [Theory]
    [InlineData("debian-12")]
    [InlineData("fedora-bls")]
    [InlineData("fedora-systemd-boot")]
    [InlineData("pop-os")]
    [InlineData("bazzite")]
    public void WhatIsTooLongIsRefused(string distribution)
    {
        using TemporaryHost tree = BootHost.Of(distribution, host: null);
        Assert.Equal("CommandLineTooLong", Assert.Throws<BootConfigurationException>(() => Plan(tree, ArgumentEdit.Set("x", new string('1', 2100)))).ErrorId);
        Assert.Equal("IdListTooLong", Assert.Throws<BootConfigurationException>(() => Plan(tree, ArgumentEdit.Set("vfio_pci.ids", new string('1', 1024)))).ErrorId);
    }

    /// <summary>What was done by hand is found, and the next step of a runbook goes on.</summary>
    [Fact]
    public void AnInstructionFollowedIsSeen()
    {
        using TemporaryHost tree = BootHost.Of("cachyos-limine", host: null);
        BootConfigurationException error = Assert.Throws<BootConfigurationException>(() => Plan(tree, ArgumentEdit.Set("x", "1")));
        Assert.Contains("KERNEL_CMDLINE[default]+=\" x=1\"", error.NextStep, StringComparison.Ordinal);
        tree.File("proc/cmdline", File.ReadAllText(tree.PathOf("proc/cmdline")).Trim() + " x=1\n");
        Assert.False(Plan(tree, ArgumentEdit.Set("x", "1")).ChangesSomething);
    }

    private static BootPart Plan(TemporaryHost tree, params ArgumentEdit[] edits)
    {
        using HostRoot host = HostRoot.Open(tree.Root);
        return BootConfiguration.Read(host).PlanArguments(edits);
    }

    private static string[] Read(TemporaryHost tree)
    {
        using HostRoot host = HostRoot.Open(tree.Root);
        return [.. BootConfiguration.Read(host).Arguments.Read().Select(argument => argument.Token.Text)];
    }
}
