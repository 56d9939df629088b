using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>What others than this module configured so that a function goes to vfio-pci: by hand, by driverctl, by udev rules.</summary>
internal sealed class ForeignStubs(StubHost scene)
{
    private const string Driver = "vfio-pci";

    private readonly Lazy<(string Value, string Source)[]> _lists = new(() => Lists(scene));
    private readonly Lazy<(string File, int Number, string Line)[]> _rules = new(() => [.. Rules(scene.Host)]);

    /// <summary>Where it is configured, a line each; none where it is not.</summary>
    internal IEnumerable<string> Of(PciDevice device)
    {
        foreach ((string value, string source) in _lists.Value)
        {
            string[] matching = [.. ValueList.Split(value).Where(id => VfioIdPattern.Parse(id)?.Matches(device) == true)];
            if (matching.Length > 0) yield return Messages.Format("StubConfiguredId", string.Join(',', matching), source);
        }

        string driverctl = $"{HostPaths.DriverctlOverrides}/pci-{device.Address}";
        if (scene.Host.ReadText(driverctl) == Driver) yield return Messages.Format("StubConfiguredDriverctl", scene.Host.Describe(driverctl));
        foreach ((string file, int number, _) in _rules.Value.Where(rule => Binds(rule.Line, device)).DistinctBy(rule => rule.File)) yield return Messages.Format("StubConfiguredRule", $"{file}:{number}");
    }

    private static (string Value, string Source)[] Lists(StubHost scene) =>
    [
        .. scene.IdArguments.Select(argument => (argument.Token.Value ?? string.Empty, argument.Source)),
        .. scene.OptionLines.Select(option => (option.Value, $"{scene.Host.Describe(option.Line.Path)}:{option.Line.Number}")),
    ];

    /// <summary>The lines of udev's rules that set driver_override to vfio-pci, with their places.</summary>
    private static IEnumerable<(string File, int Number, string Line)> Rules(HostRoot host)
    {
        foreach (HostEntry entry in host.List(HostPaths.UdevRules).Where(entry => entry.Name.EndsWith(".rules", StringComparison.Ordinal)))
        {
            string path = $"{HostPaths.UdevRules}/{entry.Name}";
            string[] lines = (host.ReadText(path) ?? string.Empty).Split('\n');
            for (int index = 0; index < lines.Length; index++)
            {
                if (SetsOverride(lines[index])) yield return (host.Describe(path), index + 1, lines[index]);
            }
        }
    }

    private static bool SetsOverride(string line) =>
        !line.TrimStart().StartsWith('#') && line.Contains("driver_override", StringComparison.Ordinal) && line.Contains(Driver, StringComparison.Ordinal);

    private static bool Binds(string line, PciDevice device) => line.Contains(device.Address.ToString(), StringComparison.Ordinal);
}
