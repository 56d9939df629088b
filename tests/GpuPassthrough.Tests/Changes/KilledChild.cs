using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Vfio.Stubs;

namespace GpuPassthrough.Tests.Changes;

/// <summary>
/// This very test program as a child that makes or undoes a change and kills itself with SIGKILL after a step. The
/// environment says so before the first test is looked for.
/// </summary>
internal static class KilledChild
{
    private const string Order = "GPUPT_TEST_KILL";
    private const int Survived = 42;

    /// <summary>Runs the child; false when it had ended before the step came.</summary>
    internal static bool DiesAfter(int step, string work, string root)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardError = true, RedirectStandardOutput = true };
        if (Path.GetFileName(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(KilledChild).Assembly.Location);
        start.Environment[Order] = string.Create(CultureInfo.InvariantCulture, $"{step}|{work}|{root}");
        using Process child = Process.Start(start)!;
        Task<string> output = child.StandardOutput.ReadToEndAsync();
        string errors = child.StandardError.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode switch
        {
            128 + 9 => true,
            Survived => false,
            _ => throw new InvalidOperationException($"The child ended with {child.ExitCode}: {output.Result} {errors}"),
        };
    }

#pragma warning disable CA2255 // This program is no library: nobody else loads it.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Start()
    {
        if (Environment.GetEnvironmentVariable(Order) is not string order) return;
        string[] parts = order.Split('|');
        int left = int.Parse(parts[0], CultureInfo.InvariantCulture);
        ChangeScene scene = new(parts[2]);
        using HostRoot host = HostRoot.Open(scene.Root);
        HostWriter writer = new(host)
        {
            After = _ =>
            {
                if (--left == 0) Process.GetCurrentProcess().Kill();
            },
        };
        if (parts[1] == "stub") new StubScene(parts[2]).Apply(writer);
        else if (parts[1] == "apply") scene.Apply(writer);
        else scene.Undo(writer);
        Environment.Exit(Survived);
    }
}
