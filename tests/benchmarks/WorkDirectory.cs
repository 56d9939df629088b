using System.Runtime.InteropServices;

namespace GpuPassthrough.Benchmarks;

/// <summary>A temporary directory that is gone when the run is over, also when it was interrupted.</summary>
internal sealed class WorkDirectory : IDisposable
{
    private readonly PosixSignalRegistration[] _signals;

    private WorkDirectory(string path)
    {
        Path = path;

        // The programs started get the signal too and end; then this process comes to its own end and cleans up.
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Leave))];
    }

    internal string Path { get; }

    internal static WorkDirectory Create(string? below)
    {
        string parent = below ?? System.IO.Path.GetTempPath();
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

    private void Leave(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        Environment.Exit(130);
    }
}
