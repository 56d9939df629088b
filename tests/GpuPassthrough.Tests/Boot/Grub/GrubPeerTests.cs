using GpuPassthrough.Boot.CommandLine;
using Xunit;

namespace GpuPassthrough.Tests.Boot.Grub;

/// <summary>Mistakes that other tools make with GRUB's defaults.</summary>
public sealed class GrubPeerTests
{
    private const string Name = "GRUB_CMDLINE_LINUX_DEFAULT";

    /// <summary>Its pattern wants double quotes; with single ones nothing was changed and nothing said.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Quickpassthrough_does_nothing_with_single_quotes(bool dropIns) => Check(dropIns, $"{Name}='quiet splash'\n", "quiet splash intel_iommu=on");

    /// <summary>An empty value made it write GRUB_CMDLINE_LINUX instead.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Quickpassthrough_turns_an_empty_value_into_the_other_variable(bool dropIns)
    {
        using GrubHost host = Check(dropIns, $"{Name}=\"\"\nGRUB_CMDLINE_LINUX=\"root=x\"\n", "intel_iommu=on");
        Assert.Equal("root=x", host.Sourced("dash", dropIns)!.Value.Everywhere);
    }

    /// <summary>Each run added rd.driver.pre again.</summary>
    [Fact]
    public void Quickpassthrough_piles_up_duplicates()
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, $"{Name}=\"quiet\"\n");
        ArgumentEdit[] edits = [ArgumentEdit.Append("rd.driver.pre", "vfio-pci"), ArgumentEdit.Append("vfio_pci.ids", "10de:1c03")];
        host.Do(edits).Do(edits).Do(edits);
        Assert.Equal("quiet rd.driver.pre=vfio-pci vfio_pci.ids=10de:1c03", host.Sourced("dash")!.Value.Default.Trim());
    }

    /// <summary>It wrote NAME="'a b' new".</summary>
    [Fact]
    public void Vfio_sh_puts_single_quotes_inside_double_ones()
    {
        using GrubHost host = Check(false, $"{Name}='a b'\n", "a b intel_iommu=on");
        Assert.Equal($"{Name}='a b intel_iommu=on'\n", host.Text(GrubHost.Main));
    }

    /// <summary>It stops where the variable is assigned more than once.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Vfio_sh_stops_at_two_assignments(bool dropIns) => Check(dropIns, $"{Name}=\"a\"\n{Name}=\"b\"\n", "b intel_iommu=on");

    /// <summary>It read an empty value, wrote nothing and said "GRUB updated successfully".</summary>
    [Theory]
    [InlineData($"{Name}='quiet'\n", "quiet intel_iommu=on")]
    [InlineData($"{Name}=quiet\n", "quiet intel_iommu=on")]
    [InlineData($"  {Name}=\"quiet\"\n", "quiet intel_iommu=on")]
    [InlineData($"export {Name}=\"quiet\"\n", "quiet intel_iommu=on")]
    [InlineData($"{Name}=\"quiet\" # comment\n", "quiet intel_iommu=on")]
    public void Pecu_tells_success_where_its_pattern_did_not_match(string text, string expected) => Check(false, text, expected);

    /// <summary>Its sed 's/ intel_iommu=on//' wants a blank before the argument.</summary>
    [Theory]
    [InlineData("intel_iommu=on quiet", "quiet")]
    [InlineData("quiet intel_iommu=on", "quiet")]
    [InlineData("intel_iommu=on", "")]
    [InlineData("quiet intel_iommu=on,sm_on", "quiet")]
    public void Pecu_leaves_the_first_argument_on_rollback(string before, string after)
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, $"{Name}=\"{before}\"\n").Do(ArgumentEdit.Remove("intel_iommu"));
        Assert.Equal($"{Name}=\"{after}\"\n", host.Text(GrubHost.Main));
    }

    /// <summary>A blank and a name that begins the same: sed takes off part of another argument.</summary>
    [Fact]
    public void Pecu_cuts_into_other_arguments()
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, $"{Name}=\"quiet intel_iommu=only x.intel_iommu=on\"\n").Do(ArgumentEdit.TakeOut("intel_iommu", "on"));
        Assert.Equal($"{Name}=\"quiet intel_iommu=only x.intel_iommu=on\"\n", host.Text(GrubHost.Main));
    }

    /// <summary>Its sed wants double quotes and one blank; other forms stayed unchanged, and it kept no copy of what it broke.</summary>
    [Theory]
    [InlineData($"{Name}='quiet'\n")]
    [InlineData($"{Name}=\"\"\n")]
    [InlineData($"{Name}=\n")]
    public void Gpupm_leaves_the_value_unchanged(string text)
    {
        using GrubHost host = GrubHost.Arch().With(GrubHost.Main, text).Do(ArgumentEdit.Set("amd_iommu", "on"));
        Assert.EndsWith("amd_iommu=on", host.Sourced("bash", dropIns: false)!.Value.Default, StringComparison.Ordinal);
        host.Do(ArgumentEdit.Remove("amd_iommu"));
        Assert.Equal(text, host.Text(GrubHost.Main));
    }

    /// <summary>None of them reads /etc/default/grub.d.</summary>
    [Fact]
    public void Nobody_reads_drop_ins()
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, $"{Name}=\"intel_iommu=on\"\n").With("etc/default/grub.d/90-x.cfg", $"{Name}=\"quiet\"\n");
        Assert.Equal(["/etc/default/grub.d/90-x.cfg:1 quiet"], host.Arguments());
        host.Do(ArgumentEdit.Set("intel_iommu", "on"));
        Assert.Equal("quiet intel_iommu=on", host.Sourced("dash")!.Value.Default);
    }

    private static GrubHost Check(bool dropIns, string text, string expected)
    {
        GrubHost host = (dropIns ? GrubHost.Debian() : GrubHost.Arch()).With(GrubHost.Main, text).Do(ArgumentEdit.Set("intel_iommu", "on"));
        Assert.All(new[] { "dash", "bash" }, shell => Assert.Equal(expected, host.Sourced(shell, dropIns)!.Value.Default.Trim()));
        return host;
    }
}
