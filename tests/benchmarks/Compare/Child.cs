using System.Diagnostics;

namespace GpuPassthrough.Benchmarks.Compare;

/// <summary>A program that answers each line on its standard input with a line on its standard output.</summary>
internal sealed class Child : IDisposable
{
    private readonly string _file;
    private readonly Process _process;

    internal Child(string file, params string[] arguments)
    {
        _file = file;
        _process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    internal void Send(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    internal string Receive() => _process.StandardOutput.ReadLine() ?? throw new BenchmarkException($"{_file} ended early; see its error above.");

    internal string Ask(string line)
    {
        Send(line);
        return Receive();
    }

    /// <summary>Lets the program come to its end.</summary>
    internal void Close()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Close();
        _process.Dispose();
    }
}
