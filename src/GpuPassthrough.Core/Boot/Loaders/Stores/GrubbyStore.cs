using System.Text.RegularExpressions;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Stores;

/// <summary>
/// The entries of Fedora's and RHEL's GRUB, edited by grubby, which with ALL also edits GRUB_CMDLINE_LINUX, the grubenv and, where it
/// exists, /etc/kernel/cmdline, so that kernels installed later start alike. It is a shell script: it splits at spaces whatever
/// the quotes, and puts each word into a regular expression.
/// </summary>
internal sealed partial class GrubbyStore(BootFacts facts, string keeper) : CommandArgumentStore(facts, keeper)
{
    private const string Variable = "$kernelopts";

    protected override IReadOnlyList<string> Words(ArgumentDelta delta) =>
    [
        "grubby", "--update-kernel=ALL",
        .. delta.Removed.Count == 0 ? Array.Empty<string>() : [$"--remove-args={string.Join(' ', delta.Removed)}"],
        .. delta.Added.Count == 0 ? Array.Empty<string>() : [$"--args={string.Join(' ', delta.Added)}"],
    ];

    protected override void Check(ArgumentDelta delta)
    {
        string? odd = delta.Added.Concat(delta.Removed).FirstOrDefault(word => !Plain().IsMatch(word));
        if (odd is not null) throw new BootConfigurationException("BootGrubbyWord", SafeLine.Of(odd));
    }

    protected override IReadOnlyList<IReadOnlyList<ConfiguredArgument>> Entries()
    {
        if (Facts.Entries.Count == 0) throw Unreadable();
        string saved = Environment("saved_entry") ?? string.Empty;
        return [.. Facts.Entries.OrderBy(entry => IsDefault(entry, saved) ? 0 : 1).Select(Arguments)];
    }

    private static bool IsDefault(LoaderEntry entry, string saved) => saved.Length > 0 && (entry.Id == saved || entry["title"] == saved);

    // Entries of older releases have their arguments in the grubenv.
    private IReadOnlyList<ConfiguredArgument> Arguments(LoaderEntry entry) => [.. entry.Arguments(Facts.Host).SelectMany(Expand)];

    private IEnumerable<ConfiguredArgument> Expand(ConfiguredArgument argument)
    {
        if (argument.Token.Text != Variable) return [argument];
        string source = Facts.Host.Describe(HostPaths.GrubEnvironment);
        return KernelCommandLine.Parse(Environment(Variable[1..]) ?? string.Empty).Tokens.Select(token => new ConfiguredArgument(token, source));
    }

    private string? Environment(string name) => Facts.Host.ReadText(HostPaths.GrubEnvironment)?.Split('\n')
        .FirstOrDefault(line => line.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    [GeneratedRegex(@"^[A-Za-z0-9_.,:=/@%~-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
