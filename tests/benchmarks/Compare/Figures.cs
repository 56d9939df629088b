namespace GpuPassthrough.Benchmarks.Compare;

/// <summary>What was measured on one synthetic host: medians in milliseconds, NaN for what could not be measured.</summary>
internal sealed record Figures(int Functions)
{
    internal double WarmBare { get; set; } = double.NaN;

    internal double WarmFull { get; set; } = double.NaN;

    internal double FirstBare { get; set; } = double.NaN;

    internal double FirstFull { get; set; } = double.NaN;

    internal double ProcessBare { get; set; } = double.NaN;

    internal double ProcessFull { get; set; } = double.NaN;

    internal double Lspci { get; set; } = double.NaN;

    internal double Loop { get; set; } = double.NaN;

    /// <summary>How many functions the loop was run for; the figure is scaled from them to all.</summary>
    internal int LoopSample { get; set; }

    internal double Floor { get; set; } = double.NaN;

    internal double BytesBare { get; set; } = double.NaN;

    internal double BytesFull { get; set; } = double.NaN;

    internal int Turns { get; set; }

    /// <summary>lspci and the module name the same drivers and kernel modules for every function.</summary>
    internal bool SameAnswers { get; set; }
}
