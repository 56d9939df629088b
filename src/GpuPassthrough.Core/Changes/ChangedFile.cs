using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>What a change did, or would do, to one file.</summary>
public sealed class ChangedFile
{
    internal ChangedFile(string path, byte[]? old, byte[]? content)
    {
        Path = "/" + path;
        Action = (old, content) switch
        {
            _ when AtomicFile.Same(old, content) => ChangeAction.None,
            (null, _) => ChangeAction.Create,
            (_, null) => ChangeAction.Delete,
            _ => ChangeAction.Edit,
        };
        Diff = UnifiedDiff.Of(path, old, content);
    }

    /// <summary>The file on its host: below the host's root, which is not part of the path.</summary>
    public string Path { get; }

    /// <summary>What is done to it.</summary>
    public ChangeAction Action { get; }

    /// <summary>The difference as diff -u writes it, with secrets masked; empty when there is none.</summary>
    public string Diff { get; }

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
