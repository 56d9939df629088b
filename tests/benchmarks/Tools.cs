using System.Diagnostics;

namespace GpuPassthrough.Benchmarks;

/// <summary>The programs a comparison needs, each by its path, or null when it is not installed.</summary>
internal static class Tools
{
    internal static readonly string? Lspci = Find("lspci");
    internal static readonly string? Compiler = Find("cc");
    internal static readonly string? Depmod = Find("depmod");
    internal static readonly string? Unshare = Find("unshare");

    /// <summary>Runs a program to its end; anything but success is an error.</summary>
    internal static void Run(string file, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new BenchmarkException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Trim()}");
    }

    /// <summary>The lines a program prints.</summary>
    internal static string[] Lines(string file, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Split('\n') : throw new BenchmarkException($"{file} ended with {process.ExitCode}.");
    }

    // Where administrators' programs lie is not on every user's path.
    private static string? Find(string name) =>
        ((Environment.GetEnvironmentVariable("PATH") ?? string.Empty) + ":/usr/local/sbin:/usr/sbin:/sbin")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);
}
