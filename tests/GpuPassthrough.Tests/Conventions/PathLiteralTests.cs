using GpuPassthrough.Tests.Conventions.Source;
using GpuPassthrough.Tests.Conventions.Support;
using Xunit;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>Only Core's Host folder knows where things lie on a host.</summary>
public sealed class PathLiteralTests
{
    private const string Host = ProductSource.Core + "Host/";

    /// <summary>Decides which words of configuration files may be recorded: paths are such words, and are not opened.</summary>
    private const string Words = ProductSource.Core + "Snapshots/Redaction/";

    [Fact]
    public void NoPathOutsideHost() =>
        Findings.None(ProductSource.All.Except(ProductSource.Below(Host)).Except(ProductSource.Below(Words)).SelectMany(PathLiterals.In));

    [Fact]
    public void HostNamesPaths() => Assert.NotEmpty(ProductSource.Below(Host).SelectMany(PathLiterals.In));

    [Theory]
    [InlineData("\"/sys\"")]
    [InlineData("\"/proc/cmdline\"")]
    [InlineData("\"sys/bus/pci\"")]
    [InlineData("\"sys/bus/pci\"u8")]
    [InlineData("@\"etc/modprobe.d\"")]
    [InlineData("$\"{root}/boot/grub\"")]
    [InlineData("$\"{(live ? \"/etc\" : name)}\"")]
    [InlineData("\"lib/modules/\" + release")]
    [InlineData("\"/lib/modules\"")]
    [InlineData("\"see '/etc/fstab'\"")]
    [InlineData("Path.Combine(root, \"proc\", name)")]
    [InlineData("\"\"\"\n  /proc/1/maps\n  \"\"\"")]
    public void APathIsFound(string code) => Assert.Single(PathLiterals.In(new SourceFile("src/A/B.cs", $"x = {code};")));

    [Theory]
    [InlineData("\"driver/module\"")]
    [InlineData("\"subsys/a\"")]
    [InlineData("\"boot_vga\"")]
    [InlineData("\"system\"")]
    [InlineData("\"a/procs\"")]
    [InlineData("\"boot\"")]
    [InlineData("1; // \"/sys/bus/pci\"")]
    [InlineData("1; /* /etc */")]
    public void OtherTextsPass(string code) => Assert.Empty(PathLiterals.In(new SourceFile("src/A/B.cs", $"x = {code};")));
}
