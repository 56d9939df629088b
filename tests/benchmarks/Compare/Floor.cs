using System.Globalization;

namespace GpuPassthrough.Benchmarks.Compare;

/// <summary>The C program that does only the system calls, kept running: its own start is not counted.</summary>
internal sealed class Floor(string program, string root) : IDisposable
{
    private readonly Child _child = new(program, root);

    public void Dispose() => _child.Dispose();

    internal static string? Compile(string directory)
    {
        if (Tools.Compiler is not string compiler) return null;
        string program = directory + "/floor";
        Tools.Run(compiler, "-O2", "-o", program, Build.RepositoryRoot + "tests/benchmarks/floor.c");
        return program;
    }

    internal (double Milliseconds, int Functions, int Groups) Round()
    {
        long[] numbers = [.. _child.Ask(string.Empty).Split(' ').Select(word => long.Parse(word, CultureInfo.InvariantCulture))];
        return (numbers[0] / 1e6, (int)numbers[1], (int)numbers[2]);
    }
}
