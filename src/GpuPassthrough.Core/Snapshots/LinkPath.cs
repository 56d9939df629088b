namespace GpuPassthrough.Snapshots;

/// <summary>Paths below a root and the texts of links between them; nothing is looked up.</summary>
internal static class LinkPath
{
    internal static string Parent(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : string.Empty;

    internal static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Where a link in <paramref name="directory"/> leads; <c>..</c> stops at the root, as in a chroot.</summary>
    internal static string Resolve(string directory, string text)
    {
        List<string> parts = text.StartsWith('/') ? [] : [.. Split(directory)];
        foreach (string part in Split(text))
        {
            if (part == ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
        }

        return string.Join('/', parts);
    }

    /// <summary>The text of a link in <paramref name="directory"/> that leads to <paramref name="target"/>.</summary>
    internal static string Relative(string directory, string target)
    {
        string[] from = Split(directory);
        string[] to = Split(target);
        int common = 0;
        while (common < from.Length && common < to.Length && from[common] == to[common]) common++;
        string text = string.Join('/', Enumerable.Repeat("..", from.Length - common).Concat(to[common..]));
        return text.Length == 0 ? "." : text;
    }

    private static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
