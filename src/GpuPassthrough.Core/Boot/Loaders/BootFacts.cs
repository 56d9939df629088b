using System.Text;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders;

/// <summary>What can be seen of how a host boots, read once.</summary>
internal sealed class BootFacts
{
    private readonly Lazy<IReadOnlyList<LoaderEntry>> _entries;

    internal BootFacts(HostRoot host)
    {
        Host = host;
        LoaderInfo = EfiVariable(HostPaths.LoaderInfo);
        StubInfo = EfiVariable(HostPaths.StubInfo);
        SeesEfiVariables = host.List(HostPaths.EfiVariables).Count > 0;
        Running = KernelCommandLine.Parse(host.ReadText(HostPaths.KernelCommandLine) ?? string.Empty);
        System = OsRelease.Read(host);
        _entries = new Lazy<IReadOnlyList<LoaderEntry>>(() => LoaderEntry.All(host));
    }

    internal HostRoot Host { get; }

    /// <summary>What the boot loader says it is, such as <c>systemd-boot 257.9</c>; null when it left no word.</summary>
    internal string? LoaderInfo { get; }

    /// <summary>Not null when the kernel was started from a unified kernel image.</summary>
    internal string? StubInfo { get; }

    /// <summary>True when the host has UEFI and its variables can be seen, so that a missing one says something.</summary>
    internal bool SeesEfiVariables { get; }

    internal bool HasEfi => See(HostPaths.EfiFirmware) == Presence.There;

    /// <summary>The command line the kernel was started with.</summary>
    internal KernelCommandLine Running { get; }

    internal OsRelease System { get; }

    /// <summary>The entries of the Boot Loader Specification (type 1), in the order of the loader: the newest first.</summary>
    internal IReadOnlyList<LoaderEntry> Entries => _entries.Value;

    /// <summary>A directory of entries, or one on the way to it, that this user may not look into; null when all could be seen.</summary>
    internal string? HiddenEntries => HostPaths.LoaderDirectories.Select(loader => $"{loader}/entries").FirstOrDefault(IsHidden);

    internal bool Has(string path) => Host.Identify(path) is not null;

    internal Presence See(string path)
    {
        Errno error = Host.OpenPath(path, LibC.PathOnly, out int descriptor);
        if (error == Errno.None) _ = LibC.Close(descriptor);
        return error switch { Errno.None => Presence.There, Errno.AccessDenied or Errno.NotPermitted => Presence.Hidden, _ => Presence.Absent };
    }

    /// <summary>The path of a program below the root; null when it is not installed.</summary>
    internal string? Program(string name) =>
        HostPaths.ProgramDirectories.Select(folder => $"{folder}/{name}").FirstOrDefault(path => Host.Identify(path) is { IsDirectory: false });

    private bool IsHidden(string folder)
    {
        if (See(folder) == Presence.Hidden) return true;
        using HostDirectory? directory = Host.OpenDirectory(folder);
        return directory is not null && directory.List(out _) is Errno.AccessDenied or Errno.NotPermitted;
    }

    private string? EfiVariable(string path)
    {
        if (Host.ReadBytes(path) is not { Length: > 4 } bytes) return null;
        return Encoding.Unicode.GetString(bytes.AsSpan(4)).Trim('\0', ' ');
    }
}
