using System.Text;
using CsCheck;
using GpuPassthrough.Changes;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Changes;

/// <summary>Differences as diff(1) writes and patch(1) reads them.</summary>
public sealed class DiffTests
{
    private static readonly string[] Words = ["a", "b", "c", "same", "same", "GRUB_TIMEOUT=5", "", "  x"];

    private static readonly Gen<string> Text =
        Gen.Select(Gen.Int[0, Words.Length - 1].Select(index => Words[index]).Array[0, 30], Gen.Bool)
            .Select((lines, ended) => string.Join('\n', lines) + (ended && lines.Length > 0 ? "\n" : ""));

    /// <summary>The numbers of lines of diff --minimal, and patch makes the new text of the old one.</summary>
    [Fact]
    public void AgreesWithDiffAndPatch() => Gen.Select(Text, Text).Sample(
        texts =>
        {
            using TemporaryHost tree = new();
            tree.File("a/f", texts.Item1).File("b/f", texts.Item2);
            string theirs = Tool.Run("diff", "--minimal", "-u", tree.PathOf("a/f"), tree.PathOf("b/f"));
            string ours = UnifiedDiff.Of("f", Encoding.UTF8.GetBytes(texts.Item1), Encoding.UTF8.GetBytes(texts.Item2));
            Assert.Equal((Count(theirs, '-'), Count(theirs, '+')), (Count(ours, '-'), Count(ours, '+')));
            if (ours.Length == 0) return;
            tree.File("patch", ours);
            Tool.Run("patch", out int exitCode, "-s", tree.PathOf("a/f"), "-i", tree.PathOf("patch"), "-o", tree.PathOf("out"));
            Assert.Equal(0, exitCode);
            Assert.Equal(texts.Item2, File.ReadAllText(tree.PathOf("out")));
        },
        iter: 150,
        threads: 1);

    [Theory]
    [InlineData("one\ntwo\n", "one\nTWO\n")]
    [InlineData("one\ntwo", "one\ntwo\n")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n", "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n12\n")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4x\n5\n6\n7\n8x\n")]
    public void IsWrittenAsDiffDoes(string left, string right)
    {
        using TemporaryHost tree = new();
        tree.File("a", left).File("b", right);
        string theirs = Tool.Run("diff", "-u", "--label", "a/f", "--label", "b/f", tree.PathOf("a"), tree.PathOf("b"));
        Assert.Equal(theirs, UnifiedDiff.Of("f", Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right)));
    }

    [Fact]
    public void NewAndDeletedFilesAreShownAsGitDoes()
    {
        Assert.Equal("--- /dev/null\n+++ b/etc/x\n@@ -0,0 +1 @@\n+y\n", UnifiedDiff.Of("etc/x", null, "y\n"u8.ToArray()));
        Assert.Equal("--- a/etc/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-y\n", UnifiedDiff.Of("etc/x", "y\n"u8.ToArray(), null));
    }

    [Fact]
    public void ControlCharactersAreShownAsNumbers() =>
        Assert.Contains("+\\x1b[31mred\\x0d\n", UnifiedDiff.Of("f", "x\n"u8.ToArray(), "\e[31mred\r\n"u8.ToArray()), StringComparison.Ordinal);

    [Fact]
    public void LongTextsWithoutAnythingInCommonAreShownWhole()
    {
        string left = string.Concat(Enumerable.Range(0, 6000).Select(line => $"left {line}\n"));
        string right = string.Concat(Enumerable.Range(0, 6000).Select(line => $"right {line}\n"));
        string diff = UnifiedDiff.Of("f", Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
        Assert.Equal((6000, 6000), (Count(diff, '-'), Count(diff, '+')));
    }

    [Theory]
    [InlineData("password_pbkdf2 root grub.pbkdf2.sha512.10000.AAAA", "AAAA")]
    [InlineData("set wifi_password=hunter2", "hunter2")]
    [InlineData("psk=\"my long phrase\" other=1", "long")]
    [InlineData("options rd.luks.key=hunter2 quiet", "hunter2")]
    [InlineData("API_KEY: 'hunter2'", "hunter2")]
    [InlineData("url=https://ada:hunter2@example.org/", "hunter2")]
    public void SecretsAreMasked(string line, string secret)
    {
        string diff = UnifiedDiff.Of("f", [], Encoding.UTF8.GetBytes(line + "\n"));
        Assert.DoesNotContain(secret, diff, StringComparison.Ordinal);
        Assert.Contains("***", diff, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GRUB_CMDLINE_LINUX_DEFAULT=\"quiet intel_iommu=on vfio-pci.ids=10de:1c03,10de:10f1\"")]
    [InlineData("softdep nouveau pre: vfio-pci")]
    [InlineData("options vfio-pci ids=10de:1c03 disable_vga=1")]
    [InlineData("XKBOPTIONS=keyboard=de monkey=1")]
    public void OtherValuesAreNot(string line) => Assert.Contains("+" + line + "\n", UnifiedDiff.Of("f", [], Encoding.UTF8.GetBytes(line + "\n")), StringComparison.Ordinal);

    private static int Count(string diff, char mark) => diff.Split('\n').Skip(2).Count(line => line.StartsWith(mark));
}
