using System.Security.Cryptography;
using GpuPassthrough.Tests.Support;

namespace GpuPassthrough.Tests.Changes;

/// <summary>All of a tree, as find(1) and SHA-256 see it, one line for each name.</summary>
internal static class TreeState
{
    /// <summary>Kinds, modes, owners, links, sizes and contents.</summary>
    internal static string[] Of(string root, params string[] without) => Read(root, "%P|%y|%m|%U|%G|%l", without);

    /// <summary>The same with inodes and the times of content, node and access to names.</summary>
    internal static string[] WithTimes(string root) => Read(root, "%P|%y|%m|%U|%G|%l|%i|%n|%T@|%C@", []);

    private static string[] Read(string root, string format, string[] without) =>
    [
        .. Tool.Run("find", root, "-printf", format + "\\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !Array.Exists(without, name => line.StartsWith(name, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Select(line => line + "|" + Content(Path.Combine(root, line.Split('|')[0]), line.Split('|')[1])),
    ];

    private static string Content(string path, string kind) => kind == "f" ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))) : "";
}
