using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Grub;

/// <summary>How a host's grub-mkconfig reads the defaults: with which shell, and whether with drop-ins.</summary>
/// <param name="Kind">The shell.</param>
/// <param name="ReadsDropIns">True where it sources <c>/etc/default/grub.d/*.cfg</c> too, as Debian's does; GRUB's own does not.</param>
/// <param name="Evidence">What speaks for the two, a sentence each.</param>
internal sealed record GrubShell(ShellKind Kind, bool ReadsDropIns, IReadOnlyList<string> Evidence)
{
    private static readonly (string Name, ShellKind Kind)[] Shells = [("bash", ShellKind.Bash), ("dash", ShellKind.Dash), ("busybox", ShellKind.Dash), ("ash", ShellKind.Dash)];

    internal static GrubShell Of(HostRoot host)
    {
        string? path = HostPaths.GrubMkconfig.FirstOrDefault(path => host.Identify(path) is not null);
        string program = path is null ? string.Empty : host.ReadText(path) ?? string.Empty;
        string[] family = [.. OsRelease.Read(host).Family];
        (ShellKind kind, string kindEvidence) = KindOf(host, program, family);
        (bool readsDropIns, string dropInEvidence) = DropIns(path, program, family);
        return new GrubShell(kind, readsDropIns, [kindEvidence, dropInEvidence]);
    }

    private static (bool Reads, string Evidence) DropIns(string? path, string program, string[] family)
    {
        if (program.Length > 0)
        {
            bool reads = program.Split('\n').Any(line => !line.TrimStart().StartsWith('#') && line.Contains(HostPaths.GrubDropInsInPrograms, StringComparison.Ordinal));
            return (reads, Messages.Format(reads ? "GrubDropInsByProgram" : "GrubNoDropInsByProgram", $"/{path}", $"/{HostPaths.GrubDefaultsDropIns}"));
        }

        bool isDebian = IsDebian(family);
        return (isDebian, Messages.Format(isDebian ? "GrubDropInsByFamily" : "GrubNoDropInsByFamily", string.Join(' ', family), $"/{HostPaths.GrubDefaultsDropIns}"));
    }

    private static (ShellKind Kind, string Evidence) KindOf(HostRoot host, string program, string[] family)
    {
        string interpreter = program.StartsWith("#!", StringComparison.Ordinal) ? program[2..].Split('\n')[0].Trim().Split(' ', '/')[^1] : "sh";
        if (Shells.FirstOrDefault(shell => shell.Name == interpreter) is (not null, var named)) return (named, Messages.Format("GrubShellFound", interpreter));
        if (host.Identify(HostPaths.Shell) is FileIdentity own && Shells.FirstOrDefault(shell => IsSame(host, shell.Name, own)) is (string name, var kind)) return (kind, Messages.Format("GrubShellFound", name));
        if (family.Length == 0) return (ShellKind.Unknown, Messages.Format("GrubShellUnknown"));
        ShellKind guess = IsDebian(family) || family.Contains("alpine") ? ShellKind.Dash : ShellKind.Bash;
        return (guess, Messages.Format("GrubShellByFamily", guess == ShellKind.Dash ? "dash" : "bash", string.Join(' ', family)));
    }

    private static bool IsSame(HostRoot host, string name, FileIdentity own) =>
        HostPaths.ShellDirectories.Any(directory => host.Identify($"{directory}/{name}") is FileIdentity other && other.IsSameFile(own));

    private static bool IsDebian(string[] family) => family.Contains("debian") || family.Contains("ubuntu");
}
