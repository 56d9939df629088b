namespace GpuPassthrough.Host;

/// <summary>Directories that are made for files, and taken away with them.</summary>
internal static class MadeDirectories
{
    internal const uint Mode = 0x1ed;

    internal static void Make(HostWriter writer, IReadOnlyList<string> paths, Func<string, uint>? mode = null)
    {
        foreach (string path in paths)
        {
            (string parent, string name) = FilePlace.Split(path);
            using WritableDirectory? above = WritableDirectory.Open(writer, parent);
            if (above is null || above.Identify(name) is not null) continue;
            above.CheckSafe(name);
            above.MakeDirectory(name, mode?.Invoke(path) ?? Mode);
            above.Sync();
        }
    }

    /// <summary>Removes those that are empty; others have put something into the rest by now.</summary>
    internal static void Remove(HostWriter writer, IReadOnlyList<string> paths)
    {
        foreach (string path in paths.Reverse())
        {
            (string parent, string name) = FilePlace.Split(path);
            using WritableDirectory? above = WritableDirectory.Open(writer, parent);
            if (above?.Identify(name) is not { IsDirectory: true }) continue;
            if (above.RemoveDirectory(name)) above.Sync();
        }
    }
}
