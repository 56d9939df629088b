using System.Diagnostics;
using Xunit;

namespace GpuPassthrough.Tests.Snapshots;

/// <summary>A temporary directory, and tar to unpack into it.</summary>
internal sealed class WorkFolder : IDisposable
{
    internal WorkFolder() => Path = Directory.CreateTempSubdirectory("gpupt-snapshot-").FullName;

    internal string Path { get; }

    internal string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    internal string Unpack(string archive, string name)
    {
        Directory.CreateDirectory(this[name]);
        Tar("-xzf", archive, "-C", this[name]);
        return this[name];
    }

    /// <summary>What tar prints; anything on its standard error, or an exit code, is a failure.</summary>
    internal static string Tar(params string[] arguments)
    {
        ProcessStartInfo start = new("tar", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        using Process tar = Process.Start(start)!;
        Task<string> errors = tar.StandardError.ReadToEndAsync();
        string output = tar.StandardOutput.ReadToEnd();
        tar.WaitForExit();
        Assert.Equal(string.Empty, errors.Result);
        Assert.Equal(0, tar.ExitCode);
        return output;
    }
}
