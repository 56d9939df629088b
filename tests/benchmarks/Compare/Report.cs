using System.Globalization;

namespace GpuPassthrough.Benchmarks.Compare;

/// <summary>The tables, as Markdown.</summary>
internal static class Report
{
    internal static void Print(IReadOnlyList<Figures> figures, ImportFigures import, Budget[] budgets, IReadOnlyList<string> missing)
    {
        Header("Milliseconds (median), page cache warm", figures);
        Row("`Get-IommuGroup`, warm", figures, row => row.WarmBare);
        Row("... with Name, Driver, KernelModules of each function, warm", figures, row => row.WarmFull);
        Row("`Get-IommuGroup`, first call in a fresh process", figures, row => row.FirstBare);
        Row("... with Name, Driver, KernelModules, first call", figures, row => row.FirstFull);
        Row("`Get-IommuGroup`, whole process with engine start and import", figures, row => row.ProcessBare);
        Row("... with Name, Driver, KernelModules, whole process", figures, row => row.ProcessFull);
        Row("`lspci -nnk`, same module index", figures, row => row.Lspci);
        Texts("the tutorial's loop, one lspci per function (~ scaled from a sample)", figures, Loop);
        Row("C program, system calls alone", figures, row => row.Floor);
        Header("Ratios, warm", figures);
        Row("with Name, Driver, KernelModules / `lspci -nnk`", figures, row => row.WarmFull / row.Lspci);
        Row("bare objects / system calls alone", figures, row => row.WarmBare / row.Floor);
        Row("the tutorial's loop / with Name, Driver, KernelModules", figures, row => row.Loop / row.WarmFull);
        Header("Per function, warm", figures);
        Row("microseconds, bare objects", figures, row => row.WarmBare * 1000 / row.Functions);
        Row("microseconds, everything read", figures, row => row.WarmFull * 1000 / row.Functions);
        Row("microseconds, system calls alone", figures, row => row.Floor * 1000 / row.Functions);
        Row("bytes allocated, bare objects", figures, row => row.BytesBare);
        Row("bytes allocated, everything read", figures, row => row.BytesFull);
        Texts("turns; same answers as lspci", figures, row => $"{row.Turns}; {(row.SameAnswers ? "yes" : "not compared")}");
        Console.WriteLine();
        Console.WriteLine($"Process: engine alone {Number(import.Bare)} ms, importing an empty module {Number(import.Empty)} ms, importing this one {Number(import.Module)} ms.");
        foreach (string line in missing) Console.WriteLine($"Not measured: {line}.");
        Print(budgets);
    }

    private static void Print(Budget[] budgets)
    {
        Console.WriteLine();
        Console.WriteLine("| Budget | At most | Measured | |");
        Console.WriteLine("|---|---:|---:|---|");
        foreach (Budget budget in budgets)
        {
            Console.WriteLine($"| {budget.Text} | {Number(budget.Limit)} {budget.Unit} | {Number(budget.Measured)} {budget.Unit} | {budget.Verdict} |");
        }
    }

    private static string Loop(Figures row) => (row.LoopSample > 0 && row.LoopSample < row.Functions ? "~" : string.Empty) + Number(row.Loop);

    private static void Header(string title, IReadOnlyList<Figures> figures)
    {
        Console.WriteLine();
        Console.WriteLine($"| {title} | {string.Join(" | ", figures.Select(row => row.Functions.ToString("N0", CultureInfo.InvariantCulture)))} |");
        Console.WriteLine($"|---|{string.Concat(figures.Select(_ => "---:|"))}");
    }

    private static void Row(string label, IReadOnlyList<Figures> figures, Func<Figures, double> value) => Texts(label, figures, row => Number(value(row)));

    private static void Texts(string label, IReadOnlyList<Figures> figures, Func<Figures, string> value) =>
        Console.WriteLine($"| {label} | {string.Join(" | ", figures.Select(value))} |");

    private static string Number(double value) => value switch
    {
        double.NaN => "-",
        < 10 => value.ToString("0.00", CultureInfo.InvariantCulture),
        < 100 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };
}
