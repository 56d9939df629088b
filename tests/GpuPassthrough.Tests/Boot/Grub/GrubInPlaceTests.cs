using GpuPassthrough.Boot.CommandLine;
using Xunit;

namespace GpuPassthrough.Tests.Boot.Grub;

/// <summary>/etc/default/grub before and after, by case, where there are no drop-ins; and each time both shells have what is wanted.</summary>
public sealed class GrubInPlaceTests
{
    private const string Name = "GRUB_CMDLINE_LINUX_DEFAULT";

    public static TheoryData<string, string, string> Added => new()
    {
        { "double quotes", Name + "=\"quiet splash\"\n", Name + "=\"quiet splash intel_iommu=on\"\n" },
        { "single quotes", Name + "='quiet splash'\n", Name + "='quiet splash intel_iommu=on'\n" },
        { "no quotes", Name + "=quiet\n", Name + "=quiet\\ intel_iommu=on\n" },
        { "empty", Name + "=\n", Name + "=intel_iommu=on\n" },
        { "empty in double quotes", Name + "=\"\"\n", Name + "=\"intel_iommu=on\"\n" },
        { "empty in single quotes", Name + "=''\n", Name + "='intel_iommu=on'\n" },
        { "blank", Name + "=\" \"\n", Name + "=\"intel_iommu=on \"\n" },
        { "trailing comment", Name + "=\"quiet\" # not \"this\"\n", Name + "=\"quiet intel_iommu=on\" # not \"this\"\n" },
        { "comment with an assignment", "#" + Name + "=\"old\"\n" + Name + "=\"quiet\"\n", "#" + Name + "=\"old\"\n" + Name + "=\"quiet intel_iommu=on\"\n" },
        { "no final line feed", Name + "=\"quiet\"", Name + "=\"quiet intel_iommu=on\"" },
        { "carriage returns", "A=1\r\n" + Name + "=\"quiet\"\r\nB=2\r\n", "A=1\r\n" + Name + "=\"quiet intel_iommu=on\"\r\nB=2\r\n" },
        { "continuation", Name + "=\"quiet \\\n  splash\"\n", Name + "=\"quiet \\\n  splash intel_iommu=on\"\n" },
        { "mixed quotes", Name + "='quiet'\" splash\"\n", Name + "='quiet'\" splash intel_iommu=on\"\n" },
        { "self-reference", Name + "=\"quiet\"\n" + Name + "=\"$" + Name + " splash\"\n", Name + "=\"quiet\"\n" + Name + "=\"$" + Name + " splash intel_iommu=on\"\n" },
        { "the last assignment decides", Name + "=\"a\"\n" + Name + "=\"b\"\n", Name + "=\"a\"\n" + Name + "=\"b intel_iommu=on\"\n" },
        { "export", "export " + Name + "=\"quiet\"\n", "export " + Name + "=\"quiet intel_iommu=on\"\n" },
        { "two on one line", "A=1 " + Name + "=\"quiet\"; B=2\n", "A=1 " + Name + "=\"quiet intel_iommu=on\"; B=2\n" },
        { "tabs and blanks stay", "\t" + Name + "=\"quiet \t splash  \"  \n", "\t" + Name + "=\"quiet \t splash intel_iommu=on  \"  \n" },
        { "quotes of the kernel", Name + "=\"a=\\\"b c\\\" d\"\n", Name + "=\"a=\\\"b c\\\" d intel_iommu=on\"\n" },
        { "before the arguments of init", Name + "=\"quiet -- single\"\n", Name + "=\"quiet intel_iommu=on -- single\"\n" },
        { "not assigned", "GRUB_TIMEOUT=5\n", "GRUB_TIMEOUT=5\n" + Name + "=\"intel_iommu=on\" # GpuPassthrough\n" },
        { "not assigned, no final line feed", "GRUB_TIMEOUT=5", "GRUB_TIMEOUT=5\n" + Name + "=\"intel_iommu=on\" # GpuPassthrough" },
        { "other bytes than ASCII", "# Gr\u00c3\u00bc\u00df\u00ff\n" + Name + "=\"quiet\"\n", "# Gr\u00c3\u00bc\u00df\u00ff\n" + Name + "=\"quiet intel_iommu=on\"\n" },
        { "a variable", "MY=\"quiet\"\n" + Name + "=$MY\n", "MY=\"quiet\"\n" + Name + "=$MY\\ intel_iommu=on\n" },
    };

    [Theory]
    [MemberData(nameof(Added))]
    public void Added_in_place(string name, string before, string after)
    {
        using GrubHost host = GrubHost.Arch().With(GrubHost.Main, before);
        host.Do(ArgumentEdit.Set("intel_iommu", "on"));
        Assert.Equal($"{name}: {after}", $"{name}: {host.Text(GrubHost.Main)}");
        Assert.All(new[] { "dash", "bash" }, shell => Assert.Contains(("intel_iommu", "on"), CommandLine.NextArg.Read(host.Sourced(shell, dropIns: false)!.Value.Default)));
        Assert.Empty(host.Plan(ArgumentEdit.Set("intel_iommu", "on")).Files);
        host.Do(ArgumentEdit.Remove("intel_iommu"));
        Assert.Equal($"{name}: {before}", $"{name}: {host.Text(GrubHost.Main)}");
    }

    [Theory]
    [InlineData("value in double quotes", "X=\"a foo=1 b\"\n", "X=\"a foo=2 b\"\n")]
    [InlineData("value in single quotes", "X='a foo=1 b'\n", "X='a foo=2 b'\n")]
    [InlineData("value with a blank", "X='a \"foo=1 2\" b'\n", "X='a foo=2 b'\n")]
    [InlineData("equal duplicates: the last stays", "X=\"foo=1 a foo=1 b\"\n", "X=\"a foo=2 b\"\n")]
    [InlineData("across quotes", "X=\"a \"'foo='1\" b\"\n", "X=\"a \"'foo=2'\" b\"\n")]
    [InlineData("in GRUB_CMDLINE_LINUX it stays there", "Y=\"foo=1\"\nX=\"quiet\"\n", "Y=\"foo=2\"\nX=\"quiet\"\n")]
    [InlineData("in both: the one that counts", "Y=\"foo=1\"\nX=\"foo=1 a\"\n", "Y=\"foo=1\"\nX=\"foo=2 a\"\n")]
    [InlineData("other spelling of nothing", "X=\"foo-bar=1\"\n", "X=\"foo-bar=1 foo=2\"\n")]
    public void Changed_where_it_stands(string name, string before, string after)
    {
        using GrubHost host = GrubHost.Arch().With(GrubHost.Main, Long(before));
        host.Do(ArgumentEdit.Set("foo", "2"));
        Assert.Equal($"{name}: {Long(after)}", $"{name}: {host.Text(GrubHost.Main)}");
    }

    /// <summary>What GRUB and the shell would take away is written so that they do not.</summary>
    [Theory]
    [InlineData("X=\"quiet\"\n", "X=\"quiet memmap=64M\\\\\\$1G\"\n")]
    [InlineData("X='quiet'\n", "X='quiet memmap=64M\\$1G'\n")]
    [InlineData("X=quiet\n", "X=quiet\\ memmap=64M\\\\\\$1G\n")]
    public void A_dollar_sign_gets_through_shell_and_GRUB(string before, string after)
    {
        using GrubHost host = GrubHost.Arch().With(GrubHost.Main, Long(before));
        host.Do(ArgumentEdit.Set("memmap", "64M$1G"));
        Assert.Equal(Long(after), host.Text(GrubHost.Main));
        Assert.All(new[] { "dash", "bash" }, shell => Assert.Equal("quiet memmap=64M\\$1G", host.Sourced(shell, dropIns: false)!.Value.Default));
        Assert.Contains(host.Arguments(), argument => argument.EndsWith(" memmap=64M$1G", StringComparison.Ordinal));
    }

    private static string Long(string text) => text.Replace("X=", Name + "=", StringComparison.Ordinal).Replace("Y=", "GRUB_CMDLINE_LINUX=", StringComparison.Ordinal);
}
