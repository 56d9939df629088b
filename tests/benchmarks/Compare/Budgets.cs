using System.Globalization;

namespace GpuPassthrough.Benchmarks.Compare;

/// <summary>What the module may cost at most, and whether it does.</summary>
/// <param name="Text">The budget in words.</param>
/// <param name="Limit">The most that is allowed.</param>
/// <param name="Measured">What was measured; NaN when it could not be.</param>
/// <param name="Unit">The unit of both.</param>
internal sealed record Budget(string Text, double Limit, double Measured, string Unit)
{
    internal bool IsOver => Measured > Limit;

    internal string Verdict => double.IsNaN(Measured) ? "NOT MEASURED" : IsOver ? "OVER" : "PASS";
}

internal static class Budgets
{
    private const int ReferenceSize = 1000;

    /// <summary>
    /// Time at the largest size against that at the reference size, each in those of the system calls alone, which the
    /// processor's caches make dearer on larger trees for every program: 1 is exactly linear.
    /// </summary>
    private const double MostGrowth = 1.5;

    internal static Budget[] Judge(IReadOnlyList<Figures> figures, ImportFigures import)
    {
        Figures reference = figures.FirstOrDefault(row => row.Functions == ReferenceSize) ?? new Figures(ReferenceSize);
        Figures largest = figures.Where(row => row.Functions > ReferenceSize).MaxBy(row => row.Functions) ?? new Figures(ReferenceSize);
        Figures[] counted = [.. figures.Where(row => row.Functions >= ReferenceSize)];
        string size = largest.Functions > ReferenceSize ? largest.Functions.ToString("N0", CultureInfo.InvariantCulture) : "more functions";
        return
        [
            new("With Name, Driver and KernelModules read, warm, 1,000 functions: of the time of `lspci -nnk`", 1.0 / 3, reference.WarmFull / reference.Lspci, "times"),
            new("Bare objects, warm, 1,000 functions: of the time of the system calls alone", 5, reference.WarmBare / reference.Floor, "times"),
            new($"Bare objects: time at {size} of that at 1,000, both counted in system calls alone", MostGrowth, Growth(reference, largest, row => row.WarmBare), "times"),
            new($"With everything read: time at {size} of that at 1,000, both counted in system calls alone", MostGrowth, Growth(reference, largest, row => row.WarmFull), "times"),
            new("Allocated per function, bare objects, the most from 1,000 functions on", 4096, Most(counted, row => row.BytesBare), "bytes"),
            new("Allocated per function, everything read, the most from 1,000 functions on", 4096, Most(counted, row => row.BytesFull), "bytes"),
            new("Import of the module over the bare engine", 60, import.OverBare, "ms"),
        ];
    }

    private static double Growth(Figures reference, Figures largest, Func<Figures, double> time) =>
        time(largest) / largest.Floor / (time(reference) / reference.Floor);

    private static double Most(Figures[] figures, Func<Figures, double> bytes) => figures.Length == 0 ? double.NaN : figures.Max(bytes);
}
