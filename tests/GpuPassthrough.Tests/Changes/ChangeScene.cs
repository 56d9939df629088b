using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Changes;

/// <summary>
/// A host with files of all sorts that a change edits, makes and deletes, and a program that makes an "image" of them.
/// Everything is found again from the root alone, so that a child process can work on it too.
/// </summary>
internal sealed class ChangeScene(string root)
{
    internal const string Edited = "etc/default/grub";
    internal const string Deleted = "etc/modprobe.d/old.conf";
    internal const string Linked = "etc/booster.yaml";
    internal const string Made = "etc/dracut.conf.d/60-vfio.conf";
    internal const string Image = "boot/image";
    internal const string JournalFolder = "var/lib/gpu-passthrough";

    private const string Program = "make-image";

    internal static readonly string[] Paths = [Edited, Deleted, Linked, Made];

    internal string Root => root;

    internal static ChangePlan Plan => new()
    {
        Command = "Set-Example",
        Summary = "Change files of all sorts",
        RebootRequired = true,
        Files =
        [
            new PlannedFile(Edited, "quiet\n"u8.ToArray(), "quiet splash\n"u8.ToArray()),
            new PlannedFile(Deleted, "blacklist x\n"u8.ToArray(), null),
            new PlannedFile(Linked, "universal: true\n"u8.ToArray(), "universal: false\n"u8.ToArray()),
            new PlannedFile(Made, null, "force_drivers+=\" vfio-pci \"\n"u8.ToArray()) { Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead },
        ],
        Commands = Refreshers(null!, null),
    };

    internal CommandRunner Runner => new([Path.Combine(root, "bin"), "/usr/bin", "/bin"]) { Grace = TimeSpan.FromMilliseconds(300) };

    /// <summary>The tree but for the journal and what commands may leave.</summary>
    internal string[] State => TreeState.Of(root, "var", "log|", "|");

    /// <summary>What the image must be for these files: their contents one after the other.</summary>
    internal string ExpectedImage => string.Concat(Paths.Select(path => Path.Combine(root, path)).Where(File.Exists).Select(File.ReadAllText));

    internal string ActualImage => File.ReadAllText(Path.Combine(root, Image));

    internal static ChangeScene In(TemporaryHost host)
    {
        host.File(Edited, "quiet\n").File(Deleted, "blacklist x\n").File("usr/lib/booster.yaml", "universal: true\n").Link(Linked, "../usr/lib/booster.yaml");
        ChangeScene scene = new(host.Root);
        scene.AddProgram(Program, $"cd {host.Root}\ncat {string.Join(' ', Paths)} > {Image}.new 2>/dev/null\nmv {Image}.new {Image}");
        host.File(Image, scene.ExpectedImage);
        Tool.Run("chmod", "640", host.PathOf(Edited));
        Tool.Run("chmod", "600", host.PathOf(Deleted));
        if (Environment.IsPrivilegedProcess) Tool.Run("chown", "1234:4321", host.PathOf(Edited), host.PathOf(Deleted));
        return scene;
    }

    internal void AddProgram(string name, string script)
    {
        string path = Path.Combine(root, "bin", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        Tool.Run("chmod", "755", path);
    }

    internal static IReadOnlyList<PlannedCommand> Refreshers(HostRoot host, UndoQuestion? question) => [new PlannedCommand(Program, "all kernels")];

    internal PassthroughChange Apply(HostWriter writer, ChangePlan? plan = null, Action? verify = null, ChangeWatcher? watcher = null) =>
        new ChangeApplier(writer, Runner).Apply(plan ?? Plan, verify, watcher);

    /// <summary>Takes back all that can be, as Undo-PassthroughChange -All does.</summary>
    internal PassthroughChange[] Undo(HostWriter writer)
    {
        ChangeUndoer undoer = new(writer, Runner, Refreshers);
        IReadOnlyList<UndoPlan> plans = undoer.Plan([], all: true);
        if (plans.Count == 0 && undoer.HasLeftovers()) undoer.Tidy();
        return [.. plans.Select(plan => undoer.Undo(plan))];
    }

    internal IReadOnlyList<PassthroughChange> History()
    {
        using HostRoot host = HostRoot.Open(root);
        IReadOnlyList<PassthroughChange> changes = ChangeHistory.Read(host, out IReadOnlyList<JournalException> errors);
        Assert.Empty(errors);
        return changes;
    }

    /// <summary>Every file has its old or its new content whole, whatever happened.</summary>
    internal void AssertNothingTorn() => Assert.All(Plan.Files, file =>
    {
        string path = Path.Combine(root, file.Path);
        byte[]? content = File.Exists(path) ? File.ReadAllBytes(path) : null;
        Assert.True(Same(content, file.Old) || Same(content, file.New), $"{file.Path} holds something else.");
    });

    /// <summary>Undoes with a fresh process's eyes, then all must be as it was, and nothing temporary left.</summary>
    internal void AssertRecovers(string[] before)
    {
        using HostRoot host = HostRoot.Open(root);
        HostWriter writer = new(host);
        Undo(writer);
        Assert.Equal(before, State);
        Assert.Equal(ExpectedImage, ActualImage);
        Assert.Empty(Directory.EnumerateFiles(root, "*.gpupt-tmp", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));
        Assert.All(History(), change => Assert.True(change.State is ChangeState.Undone or ChangeState.Failed));
        Assert.Equal(ChangeState.Done, Apply(writer).State);
    }

    private static bool Same(byte[]? left, byte[]? right) => left is null || right is null ? left == right : left.AsSpan().SequenceEqual(right);
}
