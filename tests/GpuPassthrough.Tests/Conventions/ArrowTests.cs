using System.Xml.Linq;
using GpuPassthrough.Tests.Conventions.Metadata;
using GpuPassthrough.Tests.Conventions.Source;
using GpuPassthrough.Tests.Conventions.Support;
using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>The parts of the product use each other in one direction only.</summary>
public sealed class ArrowTests
{
    [Fact]
    public void SourcesKeepTheArrows() =>
        Findings.None(ProductSource.Below(ProductSource.Core).Concat(ProductSource.Below(ProductSource.Cmdlets)).SelectMany(Arrows.Violations));

    [Fact]
    public void AssembliesKeepTheArrows()
    {
        Findings.None(Arrows.Violations(StagedModule.Core));
        Findings.None(Arrows.Violations(StagedModule.Cmdlets));
    }

    [Fact]
    public void EveryFolderIsInTheTable()
    {
        Findings.None(ProductSource.Below(ProductSource.Core).Select(file => file.Part).Except(Arrows.CoreParts));
        Findings.None(ProductSource.Below(ProductSource.Cmdlets).Select(file => file.Part).Except(Arrows.CmdletParts));
    }

    [Fact]
    public void CoreNeedsTheBclAlone()
    {
        XDocument project = XDocument.Load(Path.Combine(Repository.Root, ProductSource.Core, "GpuPassthrough.Core.csproj"));

        Assert.DoesNotContain(project.Descendants(), item => item.Name.LocalName is "PackageReference" or "ProjectReference" or "Reference" or "FrameworkReference");
        Assert.All(StagedModule.Core.References, name => Assert.True(IsBcl(name), name));
    }

    [Fact]
    public void CmdletsNeedTheEngineAndCoreAlone() =>
        Assert.All(StagedModule.Cmdlets.References, name => Assert.True(IsBcl(name) || name is "GpuPassthrough.Core" or "System.Management.Automation" or "netstandard", name));

    [Theory]
    [InlineData("Host/A.cs", "using GpuPassthrough.Pci; namespace GpuPassthrough.Host;")]
    [InlineData("Pci/A.cs", "namespace GpuPassthrough.Pci; class A { GpuPassthrough.Usage.B b; }")]
    [InlineData("Pci/A.cs", "global using static GpuPassthrough.Boot.B; namespace GpuPassthrough.Pci;")]
    [InlineData("Usage/A.cs", "using B = global::GpuPassthrough.Vfio.B; namespace GpuPassthrough.Usage;")]
    [InlineData("Boot/A.cs", "namespace GpuPassthrough.Pci;")]
    [InlineData("Boot/B/A.cs", "namespace GpuPassthrough.Boot;")]
    [InlineData("Boot/B/A.cs", "using GpuPassthrough.Vfio.C; namespace GpuPassthrough.Boot.B;")]
    [InlineData("A.cs", "namespace GpuPassthrough; class A { string b = $\"{GpuPassthrough.Host.B.C}\"; }")]
    public void AWrongSourceIsFound(string path, string code) =>
        Assert.Single(Arrows.Violations(new SourceFile(ProductSource.Core + path, code)));

    [Theory]
    [InlineData("Readiness/A.cs", "using GpuPassthrough.Vfio; namespace GpuPassthrough.Readiness; // GpuPassthrough.Commands")]
    [InlineData("Pci/A.cs", "using GpuPassthrough.Host; namespace GpuPassthrough.Pci; class A { string b = \"GpuPassthrough.Vfio\"; }")]
    public void ARightSourcePasses(string path, string code) =>
        Assert.Empty(Arrows.Violations(new SourceFile(ProductSource.Core + path, code)));

    [Theory]
    [InlineData("GpuPassthrough.Host", "GpuPassthrough.Pci")]
    [InlineData("GpuPassthrough", "GpuPassthrough.Host")]
    [InlineData("GpuPassthrough.Pci", "GpuPassthrough.Unheard")]
    [InlineData("GpuPassthrough.Completion", "GpuPassthrough.Commands")]
    [InlineData("GpuPassthrough.Boot.A", "GpuPassthrough.Vfio.B")]
    public void AWrongAssemblyIsFound(string user, string used)
    {
        Assert.All(Enum.GetValues<MadeUse>(), use =>
            Assert.Equal([$"{user}.User uses {used}.Used"], Arrows.Violations(AssemblyFile.Open(MadeAssembly.Where(user, used, use)))));
        Assert.Empty(Arrows.Violations(AssemblyFile.Open(MadeAssembly.Where("GpuPassthrough.Readiness", "GpuPassthrough.Pci", MadeUse.Code))));
    }

    private static bool IsBcl(string name) =>
        name is "Microsoft.Win32.Primitives" || (name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("System.Management", StringComparison.Ordinal));
}
