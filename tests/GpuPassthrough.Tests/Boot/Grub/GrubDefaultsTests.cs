using GpuPassthrough.Boot.Grub;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Boot.Grub;

/// <summary>How a host's GRUB defaults are read: by which shell, with or without drop-ins, and what is wrong with them.</summary>
public sealed class GrubDefaultsTests
{
    [Fact]
    public void The_program_itself_says_whether_drop_ins_are_read()
    {
        using GrubHost debian = GrubHost.Debian();
        using GrubHost arch = GrubHost.Arch();
        Assert.True(debian.Defaults.Shell.ReadsDropIns);
        Assert.False(arch.Defaults.Shell.ReadsDropIns);
        Assert.Contains(debian.Defaults.Shell.Evidence, sentence => sentence.Contains("/usr/sbin/grub-mkconfig", StringComparison.Ordinal));
    }

    /// <summary>ID and ID_LIKE as the distributions ship them.</summary>
    [Theory]
    [InlineData("ID=debian\n", true, "Dash")]
    [InlineData("NAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\n", true, "Dash")]
    [InlineData("ID=pop\nID_LIKE=\"ubuntu debian\"\n", true, "Dash")]
    [InlineData("ID=arch\n", false, "Bash")]
    [InlineData("ID=fedora\n", false, "Bash")]
    [InlineData("ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"\n", false, "Bash")]
    [InlineData("ID=alpine\n", false, "Dash")]
    [InlineData("", false, "Unknown")]
    public void Without_the_program_its_family_says_it(string release, bool readsDropIns, string shell)
    {
        using TemporaryHost folder = new();
        folder.File("etc/os-release", release);
        using HostRoot host = HostRoot.Open(folder.Root);
        GrubShell found = GrubShell.Of(host);
        Assert.Equal((readsDropIns, shell), (found.ReadsDropIns, found.Kind.ToString()));
    }

    [Fact]
    public void The_shell_is_what_sh_leads_to()
    {
        using GrubHost debian = GrubHost.Debian();
        using GrubHost arch = GrubHost.Arch();
        Assert.Equal((ShellKind.Dash, ShellKind.Bash), (debian.Defaults.Shell.Kind, arch.Defaults.Shell.Kind));
    }

    [Fact]
    public void Only_files_that_the_shells_pattern_matches_are_read()
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, "GRUB_CMDLINE_LINUX=main\n")
            .With("etc/default/grub.d/b.cfg", "GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX b\"\n")
            .With("etc/default/grub.d/B.cfg", "GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX B\"\n")
            .With("etc/default/grub.d/10.cfg", "GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX 10\"\n")
            .With("etc/default/grub.d/.hidden.cfg", "GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX hidden\"\n")
            .With("etc/default/grub.d/a.cfg.bak", "GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX bak\"\n")
            .With("etc/default/grub.d/c.conf", "GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX conf\"\n");
        Assert.Equal(host.Sourced("dash")!.Value.Everywhere, host.Defaults[GrubLine.Everywhere].Text);
        Assert.Equal("main 10 B b", host.Defaults[GrubLine.Everywhere].Text);
    }

    [Fact]
    public void The_place_is_that_of_the_argument()
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, "\nGRUB_CMDLINE_LINUX=\"a \\\n b\"\n\nMY=c\nGRUB_CMDLINE_LINUX_DEFAULT=\"quiet $MY\"\n");
        Assert.Equal(["/etc/default/grub:2 a", "/etc/default/grub:3 b", "/etc/default/grub:6 quiet", "/etc/default/grub:5 c"], host.Arguments());
        Assert.Equal(6, host.Defaults[GrubLine.Default].Assignment!.Line);
    }

    [Fact]
    public void The_carriage_return_is_part_of_the_value_and_told()
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, "GRUB_CMDLINE_LINUX=\"a\"\r\n");
        Assert.Equal("a\r", host.Defaults[GrubLine.Everywhere].Text);
        Assert.Equal("a\r", host.Sourced("dash")!.Value.Everywhere);
        Assert.Contains("/etc/default/grub:1", Assert.Single(host.Defaults.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GRUB_CMDLINE_LINUX=\"$(cat x)\"\n", 1)]
    [InlineData("\nGRUB_CMDLINE_LINUX=\"$HOME\"\n", 2)]
    [InlineData("GRUB_CMDLINE_LINUX=a\n\neval x\n", 3)]
    [InlineData("GRUB_CMDLINE_LINUX=a\ntest -f x && GRUB_CMDLINE_LINUX=b\n", 2)]
    [InlineData("f() { GRUB_CMDLINE_LINUX=b; }\nf\n", 2)]
    [InlineData("GRUB_CMDLINE_LINUX=~/x\n", 1)]
    [InlineData("for GRUB_CMDLINE_LINUX in a b; do :; done\n", 1)]
    [InlineData("read GRUB_CMDLINE_LINUX </dev/null\n", 1)]
    [InlineData("GRUB_CMDLINE_LINUX=$'a'\n", 1)]
    public void What_depends_is_unknown_and_told_with_its_place(string text, int line)
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, text);
        Assert.False(host.Defaults[GrubLine.Everywhere].IsKnown);
        Assert.Contains(host.Defaults.Problems, problem => problem.Contains($"/etc/default/grub:{line}:", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Arguments(), argument => argument.Contains('\ue000'));
    }
}
