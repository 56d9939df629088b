using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs.Detection;

/// <summary>install.conf of kernel-install(8): <c>key=value</c> lines.</summary>
internal sealed record KernelInstallSettings(string Path, string? Layout, string? Generator)
{
    internal static KernelInstallSettings? Read(HostRoot host)
    {
        string? path = HostPaths.KernelInstallSettings.FirstOrDefault(path => host.Identify(path) is { IsRegularFile: true });
        if (path is null || host.ReadText(path) is not string text) return null;
        string[] lines = text.Split('\n');
        return new KernelInstallSettings(path, Value(lines, "layout="), Value(lines, "initrd_generator="));
    }

    internal static IEnumerable<Witness> Find(HostRoot host)
    {
        if (Read(host) is not { Generator: string generator } settings) return [];
        return GeneratorPrograms.Names
            .Where(pair => pair.Value == generator)
            .Select(pair => new Witness(pair.Key, Messages.Format("InitramfsSelected", host.Describe(settings.Path), generator)));
    }

    private static string? Value(string[] lines, string key) =>
        lines.Select(line => line.Trim()).LastOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim('"', '\'', ' ');
}
