namespace GpuPassthrough.Host;

/// <summary>What system it is, by os-release(5).</summary>
/// <param name="Path">The file, below the root; null when there is none.</param>
/// <param name="Id">Such as <c>debian</c>; empty when it does not say.</param>
/// <param name="Like">Systems that it is close to.</param>
internal sealed record OsRelease(string? Path, string Id, IReadOnlyList<string> Like)
{
    /// <summary>The system first, then what it is like, the nearest first.</summary>
    internal IEnumerable<string> Family => Id.Length > 0 ? Like.Prepend(Id) : Like;

    internal bool Is(params IEnumerable<string> ids) => ids.Any(id => Id == id || Like.Contains(id, StringComparer.Ordinal));

    internal static OsRelease Read(HostRoot host)
    {
        string? path = HostPaths.OsRelease.FirstOrDefault(path => host.ReadText(path) is not null);
        string[] lines = path is null ? [] : host.ReadText(path)!.Split('\n');
        return new OsRelease(path, Value(lines, "ID="), Value(lines, "ID_LIKE=").Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Value(string[] lines, string key) =>
        lines.FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim().Trim('"', '\'') ?? string.Empty;
}
