using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace GpuPassthrough.Benchmarks.Parts;

/// <summary>The parts of the module one by one.</summary>
internal static class PartsCommand
{
    internal static int Run(string[] arguments)
    {
        using WorkDirectory results = WorkDirectory.Create(null, 0);
        string[] given = arguments.Length == 0 ? ["--filter", "*"] : arguments;

        // In this process: BenchmarkDotNet's own build would not follow this repository's build settings.
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(results.Path);
        return BenchmarkSwitcher.FromAssembly(typeof(PartsCommand).Assembly).Run(given, config).Any(summary => summary.HasCriticalValidationErrors) ? 1 : 0;
    }
}
