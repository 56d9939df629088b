using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Changes;

/// <summary>A process that makes or undoes a change is killed with SIGKILL after each of its steps.</summary>
public sealed class KillTests
{
    private const int FewestSteps = 40;

    [Theory]
    [InlineData("apply")]
    [InlineData("undo")]
    public void RecoversFromAnyStep(string work)
    {
        int steps = 1;
        while (Kill(steps, work)) steps++;
        Assert.InRange(steps, FewestSteps, 500);
    }

    private static bool Kill(int step, string work)
    {
        using TemporaryHost tree = new();
        ChangeScene scene = ChangeScene.In(tree);
        string[] before = scene.State;
        if (work == "undo") Apply(scene);
        bool died = KilledChild.DiesAfter(step, work, scene.Root);
        scene.AssertNothingTorn();
        if (died) scene.AssertRecovers(before);
        return died;
    }

    private static void Apply(ChangeScene scene)
    {
        using HostRoot host = HostRoot.Open(scene.Root);
        scene.Apply(new HostWriter(host));
    }
}
