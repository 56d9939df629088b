using System.Globalization;

namespace GpuPassthrough.Benchmarks;

/// <summary>What the command line asked for.</summary>
internal sealed record Options
{
    internal int[] Functions { get; private set; } = [];

    internal string? Modules { get; private set; }

    internal string? Temp { get; private set; }

    internal string? Out { get; private set; }

    internal bool Check { get; private set; }

    /// <summary>For the measuring run: the directory that the outer one has prepared.</summary>
    internal string? Work { get; private set; }

    /// <summary>For the measuring run: why lspci does not see the module indexes; null when it does.</summary>
    internal string? Obstacle { get; private set; }

    internal static Options Parse(string[] arguments, int[] functions)
    {
        Options options = new() { Functions = functions };
        Queue<string> rest = new(arguments);
        while (rest.TryDequeue(out string? option))
        {
            switch (option)
            {
                case "--functions": options.Functions = [.. Value(option, rest).Split(',').Select(Size)]; break;
                case "--modules": options.Modules = Value(option, rest); break;
                case "--temp": options.Temp = Value(option, rest); break;
                case "--out": options.Out = Value(option, rest); break;
                case "--check": options.Check = true; break;
                case "--work": options.Work = Value(option, rest); break;
                case "--obstacle": options.Obstacle = Value(option, rest); break;
                default: throw new BenchmarkException($"Not an option: {option}");
            }
        }

        return options;
    }

    private static string Value(string option, Queue<string> rest) =>
        rest.TryDequeue(out string? value) ? value : throw new BenchmarkException($"{option} takes a value.");

    private static int Size(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is > 0 and <= 1_000_000
            ? size
            : throw new BenchmarkException($"Not a number of functions from 1 to 1000000: {text}");
}
