using System.Text;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Stores;

/// <summary>
/// Kernel arguments in /etc/kernel/cmdline and, for mkinitcpio's unified images, in the drop-ins of /etc/cmdline.d. Where the file
/// is missing, its readers take that of the distribution, and then what the running kernel was started with: a new file begins with the same.
/// </summary>
internal sealed class CommandLineFileStore(BootFacts facts, Func<BootPart> refresh) : ArgumentStore
{
    /// <summary>proxmox-boot-tool reads one line, and takes no comments.</summary>
    internal bool IsFirstLineOnly { get; init; }

    internal bool HasDropIns { get; init; }

    internal override IReadOnlyList<ConfiguredArgument> Read() => [.. Parts().SelectMany(part => part.Arguments)];

    internal override BootPart Plan(IReadOnlyList<ArgumentEdit> edits)
    {
        List<CommandLinePart> parts = [.. Parts()];

        // With a drop-in and no other file, what the running kernel was started with is no longer taken: its root would be lost.
        bool isFirst = parts[0].Source == facts.Host.Describe(HostPaths.KernelCommandLine);
        CommandLinePart home = HasDropIns && !isFirst ? Own(parts) : parts[0];
        foreach (ArgumentEdit edit in edits) CommandLinePart.Apply(parts, edit, home);
        PlannedFile[] files = [.. parts.Where(part => part.IsChanged).Select(Plan)];
        return files.Any(file => file.ChangesSomething) ? BootPart.Join(new BootPart { Files = files }, refresh()) : BootPart.Nothing;
    }

    private IEnumerable<CommandLinePart> Parts()
    {
        IReadOnlyList<CommandLinePart> dropIns = [.. HasDropIns ? DropIns() : []];
        yield return Main(dropIns.Count > 0);
        foreach (CommandLinePart part in dropIns) yield return part;
    }

    private IEnumerable<CommandLinePart> DropIns() => facts.Host.List(HostPaths.CommandLineDropIns)
        .Where(entry => entry.Name.EndsWith(".conf", StringComparison.Ordinal))
        .OrderBy(entry => entry.Name, VersionOrder.Instance)
        .Select(entry => $"{HostPaths.CommandLineDropIns}/{entry.Name}")
        .Select(path => Parse(path, facts.Host.ReadBytes(path) is byte[] bytes ? Encoding.Latin1.GetString(bytes) : string.Empty));

    private CommandLinePart Main(bool hasOthers)
    {
        foreach (string path in new[] { HostPaths.KernelInstallCommandLine, HostPaths.KernelInstallVendorCommandLine })
        {
            Errno error = facts.Host.ReadBytes(path, AtomicFile.LargestFile, out byte[] bytes);
            if (error is Errno.AccessDenied or Errno.NotPermitted) throw new BootConfigurationException("BootFileHidden", facts.Host.Describe(path));
            if (error == Errno.None) return Parse(path, Encoding.Latin1.GetString(bytes)) with { Path = HostPaths.KernelInstallCommandLine };
        }

        if (hasOthers) return Parse(HostPaths.KernelInstallCommandLine, string.Empty);
        string running = LoaderArguments.Lasting(facts.Running);
        if (running.Length == 0) throw new BootConfigurationException("BootCommandLineUnknown", facts.Host.Describe(HostPaths.KernelInstallCommandLine), facts.Host.Describe(HostPaths.KernelCommandLine));
        return Parse(HostPaths.KernelCommandLine, running + "\n") with { Path = HostPaths.KernelInstallCommandLine };
    }

    private CommandLinePart Own(List<CommandLinePart> parts)
    {
        CommandLinePart? own = parts.Find(part => part.Path == HostPaths.CommandLineDropIn);
        if (own is not null) return own;
        own = Parse(HostPaths.CommandLineDropIn, Messages.Format("BootOwnFile") + "\n");
        parts.Add(own);
        return own;
    }

    private CommandLinePart Parse(string path, string text) => new(
        path,
        facts.Host.Describe(path),
        CommandLineFile.Parse(text, IsFirstLineOnly) ?? throw new BootConfigurationException("BootCommandLineMixed", facts.Host.Describe(path)));

    private PlannedFile Plan(CommandLinePart part)
    {
        bool isEmptied = part.Path == HostPaths.CommandLineDropIn && part.Line.Tokens.Count == 0;
        return PlannedFile.Read(facts.Host, part.Path, old => isEmptied ? null : Encoding.Latin1.GetBytes(part.Text.With(part.Line)));
    }
}
