using System.Runtime.InteropServices;

namespace GpuPassthrough.Benchmarks;

/// <summary>A temporary directory that is gone when the run is over, also when it was interrupted.</summary>
internal sealed class WorkDirectory : IDisposable
{
    private const string Memory = "/dev/shm";
    private const long BytesOfFunction = 80_000;
    private const long BytesOfIndexes = 200_000_000;

    private readonly PosixSignalRegistration[] _signals;

    private WorkDirectory(string path)
    {
        Path = path;

        // The programs started get the signal too and end; then this process comes to its own end and cleans up.
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Leave))];
    }

    internal string Path { get; }

    /// <param name="below">Where to make it; null for memory where that has room, like sysfs, else the system's temporary directory.</param>
    /// <param name="functions">The largest synthetic host it is to hold.</param>
    internal static WorkDirectory Create(string? below, int functions)
    {
        string parent = below ?? (HasRoom(functions) ? Memory : System.IO.Path.GetTempPath());
        Directory.CreateDirectory(parent);
        string path = System.IO.Path.Combine(System.IO.Path.GetFullPath(parent), "gpupt-benchmark-" + System.IO.Path.GetRandomFileName());
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new WorkDirectory(path);
    }

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        Array.ForEach(_signals, signal => signal.Dispose());
    }

    private static bool HasRoom(int functions) =>
        Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > BytesOfIndexes + (functions * BytesOfFunction);

    private void Leave(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        Environment.Exit(130);
    }
}
