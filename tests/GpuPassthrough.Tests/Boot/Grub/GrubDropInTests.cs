using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using Xunit;

namespace GpuPassthrough.Tests.Boot.Grub;

/// <summary>Where grub-mkconfig sources drop-ins, arguments that are new go into one of ours.</summary>
public sealed class GrubDropInTests
{
    private const string Name = "GRUB_CMDLINE_LINUX_DEFAULT";
    private const string User = Name + "=\"quiet\"\nGRUB_CMDLINE_LINUX=\"\"\n";
    private const string Head = "# GpuPassthrough: kernel arguments. Remove-KernelArgument takes them out; without any left this file goes.\n";

    [Fact]
    public void A_new_argument_is_added_by_a_drop_in()
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, User);
        BootPart part = host.Plan(ArgumentEdit.Set("intel_iommu", "on"), ArgumentEdit.Append("vfio_pci.ids", "10de:1c03,10de:10f1"));
        Assert.Equal([GrubHost.Own], part.Files.Select(file => file.Path));
        Assert.Equal(["update-grub"], part.Commands.Select(command => command.ToString()));
        Assert.Equal("boot", Assert.Single(part.Space).Directory);
        host.Do(ArgumentEdit.Set("intel_iommu", "on"), ArgumentEdit.Append("vfio_pci.ids", "10de:1c03,10de:10f1"));
        Assert.Equal($"{Head}{Name}=\"${Name} intel_iommu=on vfio_pci.ids=10de:1c03,10de:10f1\"\n", host.Text(GrubHost.Own));
        Assert.Equal(User, host.Text(GrubHost.Main));
        Assert.All(new[] { "dash", "bash" }, shell => Assert.Equal(("", "quiet intel_iommu=on vfio_pci.ids=10de:1c03,10de:10f1"), host.Sourced(shell)));
    }

    [Fact]
    public void Nothing_to_do_is_an_empty_part()
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, User);
        Assert.False(host.Plan(ArgumentEdit.Set("quiet"), ArgumentEdit.Remove("splash")).ChangesSomething);
        Assert.False(host.Plan().ChangesSomething);
    }

    [Fact]
    public void Our_own_argument_is_changed_in_the_drop_in_and_the_last_takes_it_along()
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, User).Do(ArgumentEdit.Append("vfio_pci.ids", "10de:1c03"));
        host.Do(ArgumentEdit.Append("vfio-pci.ids", "1002:67df"));
        Assert.EndsWith(" vfio_pci.ids=10de:1c03,1002:67df\"\n", host.Text(GrubHost.Own), StringComparison.Ordinal);
        host.Do(ArgumentEdit.TakeOut("vfio_pci.ids", "10de:1c03"));
        Assert.EndsWith(" vfio_pci.ids=1002:67df\"\n", host.Text(GrubHost.Own), StringComparison.Ordinal);
        host.Do(ArgumentEdit.TakeOut("vfio_pci.ids", "1002:67df"));
        Assert.Null(host.Text(GrubHost.Own));
    }

    [Fact]
    public void What_a_user_added_to_our_file_stays()
    {
        string own = $"{Head}{Name}=\"${Name} a=1\"\nGRUB_TIMEOUT=1\n";
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, User).With(GrubHost.Own, own);
        host.Do(ArgumentEdit.Remove("a"));
        Assert.Equal($"{Head}{Name}=\"${Name}\"\nGRUB_TIMEOUT=1\n", host.Text(GrubHost.Own));
    }

    [Fact]
    public void A_users_argument_is_changed_where_it_stands()
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, $"{Name}='quiet vfio-pci.ids=8086:1 splash' # mine\n");
        host.Do(ArgumentEdit.Append("vfio_pci.ids", "10de:1c03"));
        Assert.Equal($"{Name}='quiet vfio-pci.ids=8086:1,10de:1c03 splash' # mine\n", host.Text(GrubHost.Main));
        Assert.Null(host.Text(GrubHost.Own));
    }

    [Fact]
    public void Removing_clears_both_variables_and_all_files()
    {
        using GrubHost host = GrubHost.Debian()
            .With(GrubHost.Main, $"GRUB_CMDLINE_LINUX=\"x=1 a\"\n{Name}=\"quiet x=2\"\n")
            .With("etc/default/grub.d/50-a.cfg", $"{Name}=\"${Name} x=3 b\"\n");
        host.Do(ArgumentEdit.Remove("x"));
        Assert.Equal(("a", "quiet b"), host.Sourced("dash"));
        Assert.Equal($"GRUB_CMDLINE_LINUX=\"a\"\n{Name}=\"quiet\"\n", host.Text(GrubHost.Main));
    }

    /// <summary>Cloud images set the variable anew in a drop-in, and what /etc/default/grub says is lost.</summary>
    [Fact]
    public void The_drop_in_of_cloud_images_does_not_win()
    {
        using GrubHost host = GrubHost.Debian()
            .With(GrubHost.Main, $"{Name}=\"quiet splash intel_iommu=on\"\n")
            .With("etc/default/grub.d/50-cloudimg-settings.cfg", $"GRUB_TIMEOUT=0\n{Name}=\"console=tty1 console=ttyS0\"\n");
        Assert.DoesNotContain(host.Arguments(), argument => argument.Contains("intel_iommu", StringComparison.Ordinal));
        host.Do(ArgumentEdit.Set("intel_iommu", "on"));
        Assert.Equal(("", "console=tty1 console=ttyS0 intel_iommu=on"), host.Sourced("dash"));
        Assert.Equal(
            ["/etc/default/grub.d/50-cloudimg-settings.cfg:2 console=tty1", "/etc/default/grub.d/50-cloudimg-settings.cfg:2 console=ttyS0", $"/{GrubHost.Own}:2 intel_iommu=on"],
            host.Arguments());
    }

    [Fact]
    public void A_later_drop_in_makes_ours_sort_later()
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, User).With("etc/default/grub.d/zzz.cfg", $"{Name}=\"splash\"\n");
        host.Do(ArgumentEdit.Set("a", "1"));
        Assert.Equal(("", "splash a=1"), host.Sourced("bash"));
        Assert.Contains($"{Name}=\"${Name} a=1\"", host.Text("etc/default/grub.d/zzzz-gpu-passthrough.cfg"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_drop_in_that_cannot_be_outdone_is_named()
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, User).With("etc/default/grub.d/~last.cfg", $"\n{Name}=\"splash\"\n");
        BootConfigurationException error = Assert.Throws<BootConfigurationException>(() => host.Plan(ArgumentEdit.Set("a", "1")));
        Assert.Equal("GrubDropInOverridden", error.ErrorId);
        Assert.Equal("/etc/default/grub.d/~last.cfg:2", error.Subject);
        Assert.Contains($"{Name}=\"${Name} a=1\"", error.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X=\"quiet $(cat /etc/x)\"\n")]
    [InlineData("X=\"quiet `cat /etc/x`\"\n")]
    [InlineData("if true; then\nX=\"quiet\"\nfi\n")]
    [InlineData(". /etc/x\n")]
    public void A_value_that_depends_on_commands_is_added_to_all_the_same(string text)
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, text.Replace("X=", Name + "=", StringComparison.Ordinal));
        Assert.NotEmpty(host.Defaults.Problems);
        host.Do(ArgumentEdit.Set("a", "1"));
        Assert.Contains($"{Name}=\"${Name} a=1\"", host.Text(GrubHost.Own), StringComparison.Ordinal);
        Assert.Contains(host.Arguments(), argument => argument == $"/{GrubHost.Own}:2 a=1");
    }

    [Theory]
    [InlineData("X=\"quiet $(cat /etc/x)\"\n", 1)]
    [InlineData("\nif true; then\nX=\"quiet\"\nfi\n", 3)]
    [InlineData("X=\"quiet\"\n\n. /etc/x\n", 3)]
    public void Without_drop_ins_it_is_refused_with_the_line_to_add(string text, int line)
    {
        using GrubHost host = GrubHost.Arch().With(GrubHost.Main, text.Replace("X=", Name + "=", StringComparison.Ordinal));
        BootConfigurationException error = Assert.Throws<BootConfigurationException>(() => host.Plan(ArgumentEdit.Set("a", "b c")));
        Assert.Equal("GrubValueDepends", error.ErrorId);
        Assert.Equal($"/{GrubHost.Main}:{line}", error.Subject);
        Assert.Contains($"{Name}=\"${Name} a=\\\"b c\\\"\"", error.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Plus_equals_is_an_error_in_dash_and_the_users()
    {
        string text = $"{Name}=\"quiet\"\n{Name}+=\" splash\"\n";
        using GrubHost debian = GrubHost.Debian().With(GrubHost.Main, text);
        Assert.Null(debian.Sourced("dash"));
        BootConfigurationException error = Assert.Throws<BootConfigurationException>(() => debian.Plan(ArgumentEdit.Set("a")));
        Assert.Equal(("GrubAppendUnsupported", $"/{GrubHost.Main}:2"), (error.ErrorId, error.Subject));
        using GrubHost arch = GrubHost.Arch().With(GrubHost.Main, text).Do(ArgumentEdit.Set("a"));
        Assert.Equal($"{Name}=\"quiet\"\n{Name}+=\" splash a\"\n", arch.Text(GrubHost.Main));
        Assert.Equal("quiet splash a", arch.Sourced("bash", dropIns: false)!.Value.Default);
    }

    [Fact]
    public void A_line_too_long_for_the_kernel_is_refused()
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, $"{Name}=\"a={new string('x', 700)}\"\n");
        BootConfigurationException error = Assert.Throws<BootConfigurationException>(() => host.Plan(ArgumentEdit.Set("b", new string('y', 100))));
        Assert.Equal("CommandLineTooLong", error.ErrorId);
        host.Do(ArgumentEdit.Set("b", "y"));
    }

    [Theory]
    [InlineData("a\"b")]
    [InlineData("a'b")]
    [InlineData("a\\b")]
    [InlineData("a`b")]
    [InlineData("a $b")]
    [InlineData("a\nb")]
    public void What_GRUB_may_read_otherwise_is_refused(string value)
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, User);
        Assert.Contains(Assert.Throws<BootConfigurationException>(() => host.Plan(ArgumentEdit.Set("x", value))).ErrorId, new[] { "GrubValueNotWritable", "ArgumentNotWritable" });
    }
}
