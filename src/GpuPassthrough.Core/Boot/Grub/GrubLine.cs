using GpuPassthrough.Boot.CommandLine;

namespace GpuPassthrough.Boot.Grub;

/// <summary>One of the two variables whose values make the kernel command line, as arguments that know where they were written.</summary>
internal sealed class GrubLine(string name, ShellValue value)
{
    /// <summary>For every entry, recovery entries too.</summary>
    internal const string Everywhere = "GRUB_CMDLINE_LINUX";

    /// <summary>For entries that are no recovery entries.</summary>
    internal const string Default = "GRUB_CMDLINE_LINUX_DEFAULT";

    /// <summary>In the order in which their values come.</summary>
    internal static readonly string[] Names = [Everywhere, Default];

    internal string Name => name;

    internal ShellValue Value => value;

    internal KernelCommandLine Line { get; } = KernelCommandLine.Parse(value.Text);

    internal IReadOnlyList<KernelToken> Tokens => Line.Tokens;

    internal static GrubLine Of(GrubDefaults defaults, string name) => new(name, defaults[name]);

    internal bool Has(string argument) => Tokens.Any(token => token.Is(argument));

    /// <summary>The file and line an argument stands in.</summary>
    internal string PlaceOf(int token) => PlaceAt(Line.Start(token));

    internal string PlaceAt(int index)
    {
        (ShellRun run, int offset) = Value.At(index);
        return run.Assignment is null ? run.File.Place(run.Line) : run.File.PlaceOf(run.Assignment.Value.Parts[run.Start + offset].Start);
    }
}
