namespace GpuPassthrough.Benchmarks.Compare;

/// <summary>What importing the module adds to a process that starts the engine and ends: medians in milliseconds.</summary>
/// <param name="Bare">The engine alone.</param>
/// <param name="Empty">With a module that holds nothing: what the engine itself needs for importing the first one.</param>
/// <param name="Module">With this module.</param>
internal sealed record ImportFigures(double Bare, double Empty, double Module)
{
    private const int Runs = 15;

    internal double OverBare => Module - Bare;

    internal static ImportFigures Measure(string scratch)
    {
        string empty = scratch + "/Empty.psd1";
        File.WriteAllText(empty, "@{ ModuleVersion = '1.0'; CmdletsToExport = @(); FunctionsToExport = @(); AliasesToExport = @(); VariablesToExport = @() }");
        Samples bare = new(), nothing = new(), module = new();
        _ = Session.Bare(Build.Manifest);
        for (int run = 0; run < Runs; run++)
        {
            bare.Add(Session.Bare(null));
            nothing.Add(Session.Bare(empty));
            module.Add(Session.Bare(Build.Manifest));
        }

        return new ImportFigures(bare.Median, nothing.Median, module.Median);
    }
}
