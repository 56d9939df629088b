using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Changes;

/// <summary>A change, or its undoing, that stops after any of its steps for good, as in a power cut.</summary>
public sealed class InterruptionTests
{
    private const int FewestSteps = 40;

    [Fact]
    public void AChangeRecoversFromAnyStep() => Assert.InRange(Interrupt(scene => scene.Apply), FewestSteps, 500);

    [Fact]
    public void AnUndoingRecoversFromAnyStep() => Assert.InRange(Interrupt(scene => (writer, _, _, _) => scene.Undo(writer)[0], applyFirst: true), FewestSteps, 500);

    [Fact]
    public void ARecoveryRecoversFromAnyStep()
    {
        using TemporaryHost tree = new();
        ChangeScene scene = ChangeScene.In(tree);
        string[] before = scene.State;
        int renames = 0;
        Assert.ThrowsAny<Exception>(() => Run(scene, step => step.Action == WriteAction.Rename && ++renames == 4, scene.Apply));
        scene.AssertNothingTorn();
        Assert.Equal(ChangeState.Open, scene.History()[0].State);
        for (int steps = 1; scene.History()[0].State != ChangeState.Undone; steps++)
        {
            int left = steps;
            try
            {
                Run(scene, _ => --left == 0, (writer, _, _, _) => scene.Undo(writer)[0]);
            }
            catch (OperationInterruptedException)
            {
                scene.AssertNothingTorn();
            }
        }

        scene.AssertRecovers(before);
    }

    [Fact]
    public void EachFileIsSyncedBeforeItTakesItsName()
    {
        using TemporaryHost tree = new();
        ChangeScene scene = ChangeScene.In(tree);
        List<WriteStep> steps = [];
        Run(scene, step => Record(steps, step), scene.Apply);

        int[] renames = [.. Enumerable.Range(0, steps.Count).Where(index => steps[index].Action == WriteAction.Rename)];
        Assert.NotEmpty(renames);
        Assert.All(renames, index =>
        {
            Assert.Equal(WriteAction.Sync, steps[index - 1].Action);
            Assert.Equal(WriteAction.SyncDirectory, steps[index + 1].Action);
            Assert.Equal(steps[index + 1].Path, Path.GetDirectoryName(steps[index].Path));
        });
        int journal = steps.FindIndex(step => step.Action == WriteAction.Rename && step.Path.StartsWith(ChangeScene.JournalFolder, StringComparison.Ordinal));
        int first = steps.FindIndex(step => step.Path.StartsWith("etc/", StringComparison.Ordinal));
        Assert.True(journal + 1 < first, "A file was touched before the journal was on the disk.");
    }

    private static int Interrupt(Func<ChangeScene, Work> choose, bool applyFirst = false)
    {
        for (int steps = 1; ; steps++)
        {
            using TemporaryHost tree = new();
            ChangeScene scene = ChangeScene.In(tree);
            string[] before = scene.State;
            if (applyFirst) Run(scene, _ => false, scene.Apply);
            int left = steps;
            try
            {
                Run(scene, _ => --left == 0, choose(scene));
            }
            catch (Exception)
            {
            }

            if (left > 0) return steps;
            scene.AssertNothingTorn();
            scene.AssertRecovers(before);
        }
    }

    private static bool Record(List<WriteStep> steps, WriteStep step)
    {
        steps.Add(step);
        return false;
    }

    // Once dead, always dead: nothing is written any more, however the code goes on.
    private static void Run(ChangeScene scene, Func<WriteStep, bool> isLast, Work work)
    {
        using HostRoot host = HostRoot.Open(scene.Root);
        bool isDead = false;
        HostWriter writer = new(host)
        {
            Before = _ => isDead ? throw new OperationInterruptedException() : Errno.None,
            After = step =>
            {
                isDead |= isLast(step);
                if (isDead) throw new OperationInterruptedException();
            },
        };
        work(writer, null, null, null);
    }

    private delegate PassthroughChange Work(HostWriter writer, ChangePlan? plan, Action? verify, ChangeWatcher? watcher);
}
