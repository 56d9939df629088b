using System.Management.Automation;
using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.HarnessTests;

/// <summary>The module that the Pester files import leads them to the build under test.</summary>
public sealed class TestModuleTests : IDisposable
{
    private readonly Engine _engine = Engine.Bare();

    public TestModuleTests() =>
        Assert.Empty(_engine.Run("Import-Module $path", ("path", Path.Combine(Repository.PesterFolder, "GpuPassthrough.TestModule.psm1"))).Errors);

    [Fact]
    public void FindsTheStagedModule()
    {
        string found = Assert.Single(_engine.Run("Get-StagedManifest").Of<string>());

        Assert.Equal(Path.GetFullPath(Repository.StagedManifest), Path.GetFullPath(found));
    }

    [Fact]
    public void ImportsTheStagedModule()
    {
        PSModuleInfo module = Assert.Single(_engine.Run("Get-Module GpuPassthrough").Of<PSModuleInfo>());

        Assert.Equal(Path.GetFullPath(Repository.StagedModule), module.ModuleBase + Path.DirectorySeparatorChar);
    }

    [Fact]
    public void KnowsOnlyFakeHostsThatAreThere() =>
        Assert.Contains("no-such-host", _engine.Run("Get-FakeHost no-such-host").TerminatingError!.Exception.Message, StringComparison.Ordinal);

    public void Dispose() => _engine.Dispose();
}
