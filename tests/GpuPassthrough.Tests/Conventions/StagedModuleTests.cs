using System.Management.Automation;
using GpuPassthrough.Tests.Conventions.Metadata;
using GpuPassthrough.Tests.Conventions.Support;
using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>The folder that is shipped holds what its manifest says, and nothing of others.</summary>
public sealed class StagedModuleTests
{
    [Fact]
    public void BinHoldsOurAssembliesAlone() => Assert.Equal(
        ["GpuPassthrough.Core.dll", "GpuPassthrough.Core.pdb", "GpuPassthrough.dll", "GpuPassthrough.pdb"],
        Directory.GetFileSystemEntries(StagedModule.BinFolder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void NoCodeLiesElsewhere() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Repository.StagedModule, "*", SearchOption.AllDirectories),
        file => Path.GetDirectoryName(file) != StagedModule.BinFolder && Path.GetExtension(file) is ".dll" or ".exe" or ".so" or ".psm1" or ".ps1");

    [Fact]
    public void OnePackageRunsOnEveryProcessor()
    {
        Assert.All(Directory.GetFiles(StagedModule.BinFolder, "*.dll"), file => Assert.True(AssemblyFile.RunsOnAnyProcessor(file), file));

        // The runtime's own library is compiled for one processor.
        Assert.False(AssemblyFile.RunsOnAnyProcessor(typeof(object).Assembly.Location));
    }

    [Fact]
    public void TheManifestsVersionIsTheAssemblies()
    {
        Version version = Version.Parse((string)StagedModule.Manifest["ModuleVersion"]!);

        Assert.Equal(new Version(version.Major, version.Minor, version.Build, 0), StagedModule.Core.Version);
        Assert.Equal(StagedModule.Core.Version, StagedModule.Cmdlets.Version);
        Assert.Equal(version.ToString(), Path.GetFileName(Path.TrimEndingDirectorySeparator(Repository.StagedModule)));
    }

    [Fact]
    public void TheManifestExportsTheCmdletsThereAre()
    {
        string[] declared =
        [
            .. typeof(Commands.GetPciDeviceCommand).Assembly.GetTypes()
                .Select(type => (CmdletAttribute?)Attribute.GetCustomAttribute(type, typeof(CmdletAttribute)))
                .OfType<CmdletAttribute>()
                .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}")
                .Order(StringComparer.Ordinal),
        ];

        Assert.Equal(declared, StagedModule.ManifestList("CmdletsToExport"));
        Assert.Equal(declared, CmdletInfos.All.Select(cmdlet => cmdlet.Name));
    }

    [Theory]
    [InlineData("FunctionsToExport")]
    [InlineData("AliasesToExport")]
    [InlineData("VariablesToExport")]
    public void TheManifestExportsNothingElse(string key) => Assert.Empty(StagedModule.ManifestList(key));

    [Theory]
    [InlineData("RootModule")]
    [InlineData("FormatsToProcess")]
    [InlineData("TypesToProcess")]
    public void TheManifestsFilesAreThere(string key)
    {
        Assert.NotEmpty(StagedModule.ManifestList(key));
        Assert.All(StagedModule.ManifestList(key), file => Assert.True(File.Exists(Path.Combine(Repository.StagedModule, file)), file));
    }
}
