using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs.Detection;

/// <summary>Which generator pacman runs when a kernel was installed. mkinitcpio is often installed beside the one in use, its hook masked.</summary>
internal static class PacmanHook
{
    internal static IEnumerable<Witness> Find(HostRoot host)
    {
        List<Witness> witnesses = [];
        foreach (string path in Active(host))
        {
            string name = Path.GetFileName(path);
            foreach ((GeneratorKind kind, string program) in GeneratorPrograms.Names)
            {
                bool runsIt = name.Contains(program, StringComparison.Ordinal) && name.Contains("install", StringComparison.Ordinal);
                if (runsIt) witnesses.Add(new Witness(kind, Messages.Format("InitramfsHookFound", host.Describe(path))));
            }
        }

        // Two that both run say nothing about which image is started.
        return witnesses.DistinctBy(witness => witness.Kind).Count() == 1 ? witnesses : [];
    }

    private static IEnumerable<string> Active(HostRoot host)
    {
        Dictionary<string, string> hooks = new(StringComparer.Ordinal);
        foreach (string folder in (string[])[HostPaths.PacmanLocalHooks, HostPaths.PacmanHooks])
        {
            foreach (HostEntry entry in host.List(folder).Where(entry => entry.Name.EndsWith(".hook", StringComparison.Ordinal))) hooks.TryAdd(entry.Name, $"{folder}/{entry.Name}");
        }

        // A hook is masked by a link to the null device or an empty file of its name.
        return hooks.Values.Where(path => host.Identify(path) is { IsRegularFile: true, Size: > 0 });
    }
}
