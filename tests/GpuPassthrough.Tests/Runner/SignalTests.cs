using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Xunit;

namespace GpuPassthrough.Tests.Runner;

public sealed partial class SignalTests
{
    private const int Interrupt = 2;
    private const int Terminate = 15;
    private const string Loop = "'ready'; while ($true) { [Threading.Thread]::Sleep(50) }";

    [Theory]
    [InlineData(Interrupt, 130)]
    [InlineData(Terminate, 143)]
    public void A_signal_stops_the_pipeline_and_its_finally_blocks_run(int signal, int expected)
    {
        using var process = Gpupt.Start([$"try {{ {Loop} }} finally {{ $Host.UI.WriteLine('tidied') }}"]);
        Assert.Equal("ready", process.StandardOutput.ReadLine());

        Assert.Equal(0, Kill(process.Id, signal));

        var watch = Stopwatch.StartNew();
        var result = Gpupt.Finish(process);
        Assert.Equal((expected, "tidied\n", ""), (result.ExitCode, result.Output, result.Error));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Json_is_whole_after_an_interrupt()
    {
        using var process = Gpupt.Start(["-OutputFormat", "Json", "1; $Host.UI.WriteLine('ready'); " + Loop]);
        Assert.Equal("ready", process.StandardError.ReadLine());

        Assert.Equal(0, Kill(process.Id, Interrupt));

        var result = Gpupt.Finish(process);
        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(130, result.ExitCode);
        Assert.Equal([1], json.RootElement.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Number).Select(item => item.GetInt32()));
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
