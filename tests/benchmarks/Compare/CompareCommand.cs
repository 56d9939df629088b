using GpuPassthrough.Benchmarks.Hosts;

namespace GpuPassthrough.Benchmarks.Compare;

/// <summary>
/// Get-IommuGroup against its peers on the same trees. The outer run prepares what all sizes share and starts itself
/// again where libkmod sees the same module indexes; the inner run measures.
/// </summary>
internal static class CompareCommand
{
    internal const string InsideVerb = "compare-inside";

    internal static int Run(Options options)
    {
        using WorkDirectory work = WorkDirectory.Create(options.Temp, options.Functions.Max());
        ModuleIndexes modules = options.Modules is string given ? ModuleIndexes.Existing(given) : ModuleIndexes.MakeUp(work.Path + "/modules", new KnownIds());
        _ = Floor.Compile(work.Path);
        string[] arguments =
        [
            "--work", work.Path, "--modules", modules.Directory,
            "--functions", string.Join(',', options.Functions), .. options.Check ? new[] { "--check" } : [],
        ];
        string scratch = work.Path + "/scratch";
        string? obstacle = Obstacle(modules, scratch);
        return obstacle is null
            ? PrivateMounts.Run(modules.Directory, scratch, [Environment.ProcessPath!, InsideVerb, .. arguments])
            : RunInside(Options.Parse([.. arguments, "--obstacle", obstacle], []));
    }

    internal static int RunInside(Options options)
    {
        string work = options.Work!;
        KnownIds ids = new();
        ModuleIndexes modules = ModuleIndexes.Existing(options.Modules!);
        string? floor = File.Exists(work + "/floor") ? work + "/floor" : null;
        ImportFigures import = ImportFigures.Measure(work);
        List<Figures> figures = [];
        foreach (int functions in options.Functions)
        {
            string root = $"{work}/host-{functions}";
            SyntheticHost.Create(root, functions, modules, ids);
            Lspci? lspci = Tools.Lspci is string program ? new Lspci(program, root) : null;
            Figures measured = new Measurement(root, functions, lspci, options.Obstacle is null, floor).Run();
            figures.Add(measured);
            Console.Error.WriteLine($"{functions} functions: bare {measured.WarmBare:F1} ms, all {measured.WarmFull:F1} ms, lspci {measured.Lspci:F1} ms, system calls {measured.Floor:F1} ms");
            Directory.Delete(root, recursive: true);
        }

        Budget[] budgets = Budgets.Judge(figures, import);
        Report.Print(figures, import, budgets, [.. Missing(options.Obstacle, floor, ids)]);
        return options.Check && budgets.Any(budget => budget.IsOver) ? 1 : 0;
    }

    // Why lspci -k cannot be given the same indexes, or null when it can.
    private static string? Obstacle(ModuleIndexes modules, string scratch)
    {
        if (modules.HasBinary) return PrivateMounts.Obstacle(modules.Directory, scratch);
        return Tools.Depmod is null ? "depmod is missing" : "the given kernel has no modules.alias.bin";
    }

    private static IEnumerable<string> Missing(string? obstacle, string? floor, KnownIds ids)
    {
        if (Tools.Lspci is null) yield return "lspci -nnk and the tutorial's loop: lspci is missing";
        else if (obstacle is not null) yield return $"lspci -nnk with the same module index: {obstacle}";
        if (floor is null) yield return "the system calls alone: cc is missing";
        if (ids.Path is null) yield return "names: no pci.ids is installed";
    }
}
