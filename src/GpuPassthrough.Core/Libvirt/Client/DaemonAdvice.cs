using GpuPassthrough.Host;

namespace GpuPassthrough.Libvirt.Client;

/// <summary>What to do where no daemon answers, by what the host has: libvirt came as one daemon first, and as one for each driver since.</summary>
/// <param name="Start">How the daemon is started.</param>
/// <param name="Driver">What is to be installed where the daemon has no driver for QEMU.</param>
internal sealed record DaemonAdvice(string Start, string Driver)
{
    private const string Modular = "virtqemud";
    private const string Monolithic = "libvirtd";

    internal static DaemonAdvice Of(HostRoot host)
    {
        string package = LibvirtPackage.Of(host).Daemon;
        return new DaemonAdvice(Command(host) ?? $"Install {package}, then start its daemon.", package);
    }

    private static string? Command(HostRoot host)
    {
        bool hasModular = HasUnit(host, Modular + ".socket");
        bool hasMonolithic = HasUnit(host, Monolithic + ".service");
        if (hasModular && hasMonolithic) hasModular = !IsEnabled(host, Monolithic);
        if (hasModular) return Systemd(Modular, Sockets(host, Modular));
        if (hasMonolithic) return Systemd(Monolithic, HasUnit(host, Monolithic + ".socket") ? Sockets(host, Monolithic) : $"{Monolithic}.service");
        string? script = new[] { Modular, Monolithic }.FirstOrDefault(name => host.Identify($"{HostPaths.InitScripts}/{name}") is not null);
        return script is null ? null : $"Start the daemon: service {script} start.";
    }

    // Whoever only looks connects to a socket of its own, which does not come with the first.
    private static string Sockets(HostRoot host, string name) => HasUnit(host, $"{name}-ro.socket") ? $"{name}.socket {name}-ro.socket" : $"{name}.socket";

    private static string Systemd(string name, string units) => $"Start the daemon: systemctl enable --now {units}. If it was running, see why it ended: journalctl --boot --unit {name}.";

    private static bool HasUnit(HostRoot host, string unit) => HostPaths.UnitDirectories.Any(directory => host.Identify($"{directory}/{unit}") is not null);

    private static bool IsEnabled(HostRoot host, string name) =>
        host.List(HostPaths.EnabledUnits)
            .Where(entry => entry.Name.EndsWith(".wants", StringComparison.Ordinal))
            .SelectMany(entry => host.List($"{HostPaths.EnabledUnits}/{entry.Name}"))
            .Any(entry => entry.Name == name + ".service" || entry.Name == name + ".socket");
}
