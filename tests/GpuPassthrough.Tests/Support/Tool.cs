using System.Diagnostics;
using Xunit;

namespace GpuPassthrough.Tests.Support;

/// <summary>Another program that says what is right. Where it is missing the test is skipped, and fails on continuous integration.</summary>
internal static class Tool
{
    public static string Run(string name, params string[] arguments) => Run(name, out _, arguments);

    public static string Run(string name, out int exitCode, params string[] arguments)
    {
        string path = Find(name) ?? Missing(name);
        ProcessStartInfo start = new(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        errors.Wait(TestContext.Current.CancellationToken);
        process.WaitForExit();
        exitCode = process.ExitCode;
        return output;
    }

    private static string? Find(string name) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static string Missing(string name)
    {
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 }) Assert.Fail($"{name} is not installed, and this is where it must be.");
        Assert.Skip($"{name} is not installed; it would say what is right.");
        return name;
    }
}
