using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>
/// What others can use changes only on purpose: the text is compared with PublicSurface.txt. With GPUPT_REWRITE=1 in the
/// environment the file is written anew, and its difference is reviewed.
/// </summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public void ThePublicSurfaceIsTheReviewedOne()
    {
        string path = Path.Combine(Repository.Root, "tests", "GpuPassthrough.Tests", "Conventions", "PublicSurface.txt");
        string surface = PublicSurface.Write();
        if (Environment.GetEnvironmentVariable("GPUPT_REWRITE") == "1") File.WriteAllText(path, surface);

        Assert.Equal(File.ReadAllText(path), surface);
    }
}
