using System.Diagnostics;
using System.Reflection;

namespace GpuPassthrough.Tests.Runner;

/// <summary>Runs the built gpupt as its users do: as a process.</summary>
internal static class Gpupt
{
    public const char Escape = '\e';

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    public static string StagedModule { get; } = Metadata("StagedModule");

    public static string Folder { get; } =
        Path.Combine(RepositoryRoot, "src", "GpuPassthrough.Runner", "bin", Metadata("Configuration"), "net10.0");

    public static GpuptResult Run(params string[] arguments) => Run(arguments, input: "");

    public static GpuptResult Run(string[] arguments, string input, Action<ProcessStartInfo>? prepare = null)
    {
        using var process = Start(arguments, prepare);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return Finish(process);
    }

    public static Process Start(string[] arguments, Action<ProcessStartInfo>? prepare = null)
    {
        var start = new ProcessStartInfo(Path.Combine(Folder, "gpupt"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("NO_COLOR");
        prepare?.Invoke(start);
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end; a process that does not end is killed and fails the test.</summary>
    public static GpuptResult Finish(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
            throw new TimeoutException($"gpupt did not end within {Limit}.");
        }

        return new GpuptResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static string Metadata(string key) =>
        typeof(Gpupt).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
