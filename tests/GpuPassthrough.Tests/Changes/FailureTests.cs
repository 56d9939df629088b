using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Changes;

/// <summary>What goes wrong is said, rolled back, and written down as it is.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly TemporaryHost _tree = new();
    private readonly ChangeScene _scene;
    private readonly string[] _before;

    public FailureTests()
    {
        _scene = ChangeScene.In(_tree);
        _before = _scene.State;
    }

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData(28, "WriteNoSpace")]
    [InlineData(30, "WriteReadOnly")]
    [InlineData(13, "WriteDenied")]
    [InlineData(5, "WriteFailed")]
    public void AStepThatFailsIsRolledBackWhicheverItIs(int number, string id)
    {
        Errno error = (Errno)number;
        int failed = 0;
        for (int step = 1; FailAt(step, error) is PassthroughException exception; step++, failed++)
        {
            Assert.Contains(id, new[] { exception.ErrorId, (exception.InnerException as PassthroughException)?.ErrorId });
            Assert.Equal(_before, _scene.State);
            Assert.Equal(_scene.ExpectedImage, _scene.ActualImage);
            Assert.DoesNotContain(_scene.History(), change => change.State is not (ChangeState.Failed or ChangeState.Undone));
        }

        Assert.InRange(failed, 30, 500);
        _scene.AssertRecovers(_before);
    }

    [Fact]
    public void AFailureThatCannotBeRolledBackLeavesTheEntryOpen()
    {
        using HostRoot host = HostRoot.Open(_scene.Root);
        bool isFull = false;
        HostWriter writer = new(host)
        {
            Before = step => isFull && step.Action == WriteAction.Write && step.Path.StartsWith("etc/", StringComparison.Ordinal) ? Errno.NoSpace : Errno.None,
            After = step => isFull |= step is { Action: WriteAction.Rename, Path: ChangeScene.Edited },
        };

        ChangeException error = Assert.Throws<ChangeException>(() => _scene.Apply(writer));

        Assert.Equal("ChangeLeftOpen", error.ErrorId);
        Assert.Equal(ChangeState.Open, Assert.Single(_scene.History()).State);
        Assert.Contains("no space", _scene.History()[0].Problem, StringComparison.Ordinal);
        Assert.Equal("ChangeOpen", Assert.Throws<ChangeException>(() => _scene.Apply(new HostWriter(host))).ErrorId);
        Assert.Contains("interrupted", ChangeHistory.Interrupted(host), StringComparison.Ordinal);
        _scene.AssertRecovers(_before);
        Assert.Null(ChangeHistory.Interrupted(host));
    }

    [Fact]
    public void AFullDiskIsRolledBack()
    {
        using MountedFolder folder = MountedFolder.Tmpfs("64k");
        ChangeScene scene = new(folder.Path);
        string path = Path.Combine(folder.Path, ChangeScene.Edited);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "small\n");
        string[] before = scene.State;
        ChangePlan plan = new() { Command = "Set-Example", Summary = "Grow", Files = [new PlannedFile(ChangeScene.Edited, "small\n"u8.ToArray(), new byte[40000])] };
        using HostRoot host = HostRoot.Open(folder.Path);

        PassthroughException error = Assert.ThrowsAny<PassthroughException>(() => scene.Apply(new HostWriter(host), plan));

        Assert.Contains("WriteNoSpace", new[] { error.ErrorId, (error.InnerException as PassthroughException)?.ErrorId });
        Assert.Equal(before, scene.State);
        Assert.DoesNotContain(scene.History(), change => change.State == ChangeState.Done);
    }

    [Fact]
    public void AReadOnlyFileSystemIsSaid()
    {
        using MountedFolder folder = MountedFolder.Tmpfs("1m");
        string path = Path.Combine(folder.Path, ChangeScene.Edited);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "small\n");
        folder.MakeReadOnly();
        ChangePlan plan = new() { Command = "Set-Example", Summary = "Grow", Files = [new PlannedFile(ChangeScene.Edited, "small\n"u8.ToArray(), "large\n"u8.ToArray())] };
        using HostRoot host = HostRoot.Open(folder.Path);

        HostWriteException error = Assert.Throws<HostWriteException>(() => new ChangeApplier(new HostWriter(host), null).Apply(plan));

        Assert.Equal(("WriteReadOnly", Errno.ReadOnlyFileSystem), (error.ErrorId, error.Error));
        Assert.NotNull(error.NextStep);
    }

    [Theory]
    [InlineData("echo trouble >&2; exit 7", "CommandFailed", "trouble")]
    [InlineData("while :; do sleep 1; done", "CommandLate", "was ended")]
    [InlineData("yes | head -c 5000000; exit 1", "CommandFailed", "exit code 1")]
    public void ACommandThatFailsIsRolledBackAndTheImagesMadeAnew(string script, string id, string text)
    {
        _scene.AddProgram("second", script);
        ChangePlan plan = With(new PlannedCommand("second") { IsRefresher = false, Limit = TimeSpan.FromSeconds(1) });
        using HostRoot host = HostRoot.Open(_scene.Root);

        ChangeException error = Assert.Throws<ChangeException>(() => _scene.Apply(new HostWriter(host), plan));

        Assert.Equal("ChangeFailed", error.ErrorId);
        Assert.Equal(id, Assert.IsType<CommandException>(error.InnerException).ErrorId);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Equal(_scene.ExpectedImage, _scene.ActualImage);
        PassthroughChange change = Assert.Single(_scene.History());
        Assert.Equal((ChangeState.Failed, true), (change.State, change.Problem is not null));
        Assert.Equal([CommandState.Done, CommandState.Failed], change.Commands.Select(command => command.State));
        Assert.Equal(_before, WithoutProgram(_scene.State));
    }

    [Fact]
    public void ARefresherThatFailsAgainLeavesTheEntryOpenUntilUndone()
    {
        _scene.AddProgram("make-image", "exit 9");
        using HostRoot host = HostRoot.Open(_scene.Root);

        ChangeException error = Assert.Throws<ChangeException>(() => _scene.Apply(new HostWriter(host)));

        Assert.Equal("ChangeLeftOpen", error.ErrorId);
        Assert.Equal(ChangeState.Open, Assert.Single(_scene.History()).State);
        ChangeException undo = Assert.Throws<ChangeException>(() => _scene.Undo(new HostWriter(host)));
        Assert.Equal("ChangeUndoFailed", undo.ErrorId);
        Assert.Equal(ChangeState.Undoing, Assert.Single(_scene.History()).State);
        _scene.AddProgram("make-image", "exit 0");
        Assert.Equal(ChangeState.Undone, Assert.Single(_scene.Undo(new HostWriter(host))).State);
    }

    [Fact]
    public void AChangeThatDoesNotTakeIsRolledBack()
    {
        using HostRoot host = HostRoot.Open(_scene.Root);
        Action verify = () => throw ChangeException.NotFound(0, "the reading back");

        ChangeException error = Assert.Throws<ChangeException>(() => _scene.Apply(new HostWriter(host), verify: verify));

        Assert.Equal("ChangeFailed", error.ErrorId);
        Assert.Equal(_before, _scene.State);
        Assert.Equal(_scene.ExpectedImage, _scene.ActualImage);
    }

    [Fact]
    public void StoppingRollsBack()
    {
        using HostRoot host = HostRoot.Open(_scene.Root);
        using CancellationTokenSource stop = new();
        ChangeWatcher watcher = new() { Stop = stop.Token, Step = step => Array.ForEach(step.Text.StartsWith("Running", StringComparison.Ordinal) ? new[] { stop } : [], source => source.Cancel()) };

        Assert.Throws<OperationCanceledException>(() => _scene.Apply(new HostWriter(host), watcher: watcher));

        Assert.Equal(_before, _scene.State);
        Assert.Equal(ChangeState.Failed, Assert.Single(_scene.History()).State);
    }

    [Fact]
    public void AFileThatIsNotAsShownIsRefusedWithoutARecord()
    {
        File.WriteAllText(_tree.PathOf(ChangeScene.Edited), "edited by hand\n");
        using HostRoot host = HostRoot.Open(_scene.Root);

        Assert.Equal("ChangeFileMoved", Assert.Throws<ChangeException>(() => _scene.Apply(new HostWriter(host))).ErrorId);

        Assert.Empty(_scene.History());
        Assert.Equal("edited by hand\n", File.ReadAllText(_tree.PathOf(ChangeScene.Edited)));
    }

    [Fact]
    public void AFileEditedBetweenTheLookAndTheRenameIsNotOverwritten()
    {
        using HostRoot host = HostRoot.Open(_scene.Root);
        HostWriter writer = new(host)
        {
            After = step => Array.ForEach(
                step is { Action: WriteAction.Sync } && step.Path.StartsWith("etc/default/.grub", StringComparison.Ordinal) ? new[] { ChangeScene.Edited } : [],
                path => File.WriteAllText(_tree.PathOf(path), "edited by hand\n")),
        };

        ChangeException error = Assert.Throws<ChangeException>(() => _scene.Apply(writer));

        Assert.Equal("edited by hand\n", File.ReadAllText(_tree.PathOf(ChangeScene.Edited)));
        Assert.Equal(ChangeState.Open, error.Change!.State);
    }

    [Fact]
    public void ASecondProcessIsToldWhoIsAtIt()
    {
        using HostRoot host = HostRoot.Open(_scene.Root);
        ChangeException? error = null;
        string? warning = null;
        Action verify = () =>
        {
            error = Assert.Throws<ChangeException>(() => _scene.Apply(new HostWriter(host)));
            warning = ChangeHistory.Interrupted(host);
        };

        _scene.Apply(new HostWriter(host), verify: verify);

        Assert.Equal("ChangeBusy", error!.ErrorId);
        Assert.Contains($"({Environment.ProcessId})", error.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void TooLittleRoomRefusesBeforeAnythingIsWritten()
    {
        using HostRoot host = HostRoot.Open(_scene.Root);
        ChangePlan plan = new() { Command = "Set-Example", Summary = "Large", Files = ChangeScene.Plan.Files, Space = [new PlannedSpace("boot", long.MaxValue / 2)] };

        Assert.Equal("ChangeNoRoom", Assert.Throws<ChangeException>(() => _scene.Apply(new HostWriter(host), plan)).ErrorId);

        Assert.Empty(_scene.History());
        Assert.Equal(_before, _scene.State);
    }

    [Fact]
    public void CommandsOfAHostThatDoesNotRunArePending()
    {
        using HostRoot host = HostRoot.Open(_scene.Root);
        string image = _scene.ActualImage;

        PassthroughChange change = ChangeApplier.For(host).Apply(ChangeScene.Plan);

        Assert.Equal((ChangeState.Done, CommandState.Pending), (change.State, Assert.Single(change.Commands).State));
        Assert.Equal("make-image 'all kernels'", change.Commands[0].CommandLine);
        Assert.Equal(image, _scene.ActualImage);
    }

    private static ChangePlan With(PlannedCommand command) => new()
    {
        Command = "Set-Example",
        Summary = "Change and run",
        Files = ChangeScene.Plan.Files,
        Commands = [.. ChangeScene.Plan.Commands, command],
    };

    private static string[] WithoutProgram(string[] state) => [.. state.Where(line => !line.StartsWith("bin/second|", StringComparison.Ordinal))];

    private PassthroughException? FailAt(int step, Errno error)
    {
        using HostRoot host = HostRoot.Open(_scene.Root);
        HostWriter writer = new(host) { Before = _ => --step == 0 ? error : Errno.None };
        try
        {
            _scene.Apply(writer);
            _scene.Undo(new HostWriter(host));
            return null;
        }
        catch (PassthroughException exception)
        {
            if (exception.ErrorId == "ChangeLeftOpen") _scene.Undo(new HostWriter(host));
            return exception;
        }
    }
}
