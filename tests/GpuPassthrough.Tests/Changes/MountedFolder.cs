using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Changes;

/// <summary>A small file system of its own. Only root may mount one; others skip the test.</summary>
internal sealed class MountedFolder : IDisposable
{
    private MountedFolder(string path) => Path = path;

    internal string Path { get; }

    public void Dispose()
    {
        Tool.Run("umount", Path);
        Directory.Delete(Path);
    }

    internal static MountedFolder Tmpfs(string size)
    {
        if (!Environment.IsPrivilegedProcess) Assert.Skip("Only root can mount a file system.");
        string path = Directory.CreateTempSubdirectory("gpupt-mount-").FullName;
        Tool.Run("mount", out int exitCode, "-t", "tmpfs", "-o", $"size={size},mode=700", "tmpfs", path);
        if (exitCode == 0) return new MountedFolder(path);
        Directory.Delete(path);
        Assert.Skip("This machine lets nobody mount a file system.");
        return null!;
    }

    internal void MakeReadOnly() => Tool.Run("mount", "-o", "remount,ro", Path);
}
