using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Grub;

/// <summary>GRUB's defaults as grub-mkconfig of this host gets them: /etc/default/grub and, where it reads them, the drop-ins.</summary>
internal sealed class GrubDefaults
{
    private const string DropInSuffix = ".cfg";

    private readonly ShellVariables _variables;

    private GrubDefaults(GrubShell shell, IReadOnlyList<ShellFile> files)
    {
        Shell = shell;
        Files = files;
        _variables = ShellVariables.Of(files, shell.Kind);
        Problems = [.. GrubProblems.Of(this)];
    }

    /// <summary>How they are read, and what speaks for that.</summary>
    internal GrubShell Shell { get; }

    /// <summary>The files, in the order in which they are sourced.</summary>
    internal IReadOnlyList<ShellFile> Files { get; }

    /// <summary>What is wrong or unknown, a sentence each.</summary>
    internal IReadOnlyList<string> Problems { get; }

    /// <summary>A variable's value, with the assignment that decides.</summary>
    internal ShellValue this[string name] => _variables[name];

    /// <exception cref="BootConfigurationException">A file cannot be read.</exception>
    internal static GrubDefaults Read(HostRoot host)
    {
        GrubShell shell = GrubShell.Of(host);
        IEnumerable<string> paths = shell.ReadsDropIns ? [HostPaths.GrubDefaults, .. DropIns(host)] : [HostPaths.GrubDefaults];
        return new GrubDefaults(shell, [.. paths.Select(path => ReadFile(host, path)).OfType<ShellFile>()]);
    }

    internal ShellFile? File(string path) => Files.FirstOrDefault(file => file.Path == path);

    /// <summary>The defaults with one file changed, new, or (null) gone.</summary>
    internal GrubDefaults With(string path, string? text)
    {
        IEnumerable<ShellFile> others = Files.Where(file => file.Path != path);
        IEnumerable<ShellFile> all = text is null ? others : others.Append(ShellFile.Parse(path, text));
        return new GrubDefaults(Shell, [.. all.OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    // As the shell sorts *.cfg by bytes; names that begin with a dot are not among them.
    private static IEnumerable<string> DropIns(HostRoot host) => host.List(HostPaths.GrubDefaultsDropIns)
        .Where(entry => entry.Kind != HostEntryKind.Directory && !entry.Name.StartsWith('.') && entry.Name.EndsWith(DropInSuffix, StringComparison.Ordinal))
        .Select(entry => $"{HostPaths.GrubDefaultsDropIns}/{entry.Name}");

    private static ShellFile? ReadFile(HostRoot host, string path)
    {
        Errno error = host.ReadBytes(path, AtomicFile.LargestFile, out byte[] bytes);
        if (error == Errno.NoEntry) return null;
        if (error != Errno.None) throw new BootConfigurationException("GrubFileUnreadable", $"/{path}", error);
        return ShellFile.Parse(path, ByteText.Of(bytes));
    }
}
