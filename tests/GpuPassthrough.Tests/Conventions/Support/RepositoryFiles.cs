using GpuPassthrough.Tests.Harness;

namespace GpuPassthrough.Tests.Conventions.Support;

/// <summary>What people wrote, without what builds and runs leave behind.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] Made = ["bin", "obj", "output", "results", "TestResults", ".git"];

    /// <summary>Paths below the repository, with forward slashes, sorted; recorded hosts are left out.</summary>
    internal static IReadOnlyList<string> Below(string folder)
    {
        List<string> found = [];
        Collect(Path.Combine(Repository.Root, folder), found);
        found.Sort(string.CompareOrdinal);
        return found;
    }

    private static void Collect(string folder, List<string> found)
    {
        foreach (string file in Directory.GetFiles(folder)) found.Add(Relative(file));
        foreach (string inner in Directory.GetDirectories(folder))
        {
            if (!Made.Contains(Path.GetFileName(inner)) && Relative(inner) is not ("tests/hosts" or "tests/boot")) Collect(inner, found);
        }
    }

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
}
