using Xunit;

namespace GpuPassthrough.Tests.Runner;

public sealed class DeploymentTests
{
    private const string ShowPath = "Get-Module GpuPassthrough | ForEach-Object Path";

    [Fact]
    public void The_module_beside_gpupt_is_loaded()
    {
        using var deployment = new Deployment();
        var folder = deployment.PlaceModule("GpuPassthrough");

        var result = deployment.Run(ShowPath);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith(folder, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void In_the_source_tree_the_staged_module_is_loaded() =>
        Assert.StartsWith(Gpupt.StagedModule, Gpupt.Run(ShowPath).Output, StringComparison.Ordinal);

    [Fact]
    public void A_source_tree_may_be_moved()
    {
        using var deployment = new Deployment(Path.GetRelativePath(Gpupt.RepositoryRoot, Gpupt.Folder));
        var folder = deployment.PlaceModule("output/GpuPassthrough");

        Assert.StartsWith(folder, deployment.Run(ShowPath).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_module_it_says_where_it_looked_and_what_to_do()
    {
        using var deployment = new Deployment();

        var result = deployment.Run("1");

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("/GpuPassthrough.psd1", result.Error, StringComparison.Ordinal);
        Assert.Contains("dotnet build", result.Error, StringComparison.Ordinal);
    }
}
