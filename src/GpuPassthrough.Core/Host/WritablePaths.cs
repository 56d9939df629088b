namespace GpuPassthrough.Host;

/// <summary>Tells whether a path is of a kind that the module writes.</summary>
internal static class WritablePaths
{
    private const int LongestName = 200;

    internal static bool Allows(string path) => HostPaths.Writable.Any(kind => Fits(kind.Split('/'), path.Split('/')));

    /// <summary>Whether a directory is one in which files of these kinds lie, and so may have been made for one.</summary>
    internal static bool AllowsDirectory(string path) =>
        HostPaths.Writable.Select(kind => kind.Split('/')).Any(kind => Enumerable.Range(1, kind.Length - 1).Any(depth => Fits(kind[..depth], path.Split('/'))));

    private static bool Fits(string[] kind, string[] names) =>
        kind.Length == names.Length && kind.Zip(names).All(pair => Fits(pair.First, pair.Second));

    private static bool Fits(string kind, string name)
    {
        int star = kind.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return kind == name;
        return name.Length > kind.Length - 1
            && name.Length <= LongestName
            && name[0] != '.'
            && !name.Any(char.IsControl)
            && name.StartsWith(kind[..star], StringComparison.Ordinal)
            && name.EndsWith(kind[(star + 1)..], StringComparison.Ordinal);
    }
}
