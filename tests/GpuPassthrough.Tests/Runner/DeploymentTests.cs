using System.Diagnostics;
using Xunit;

namespace GpuPassthrough.Tests.Runner;

public sealed class DeploymentTests : IDisposable
{
    private readonly Deployment _deployment = new();

    public void Dispose() => _deployment.Dispose();

    [Fact]
    public void The_module_beside_gpupt_is_loaded()
    {
        _deployment.PlaceModule();

        var result = Run("Get-Module GpuPassthrough | ForEach-Object Path");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith(_deployment.ModuleFolder, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void In_the_source_tree_the_staged_module_is_loaded()
    {
        var result = Gpupt.Run("Get-Module GpuPassthrough | ForEach-Object Path");

        Assert.StartsWith(Gpupt.StagedModule, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_module_it_says_where_it_looked_and_what_to_do()
    {
        var result = Run("1");

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(_deployment.ModuleFolder, result.Error, StringComparison.Ordinal);
        Assert.Contains("dotnet build", result.Error, StringComparison.Ordinal);
    }

    private GpuptResult Run(string command)
    {
        using var process = Process.Start(
            new ProcessStartInfo(_deployment.Program, [command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        return Gpupt.Finish(process);
    }
}
