using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>What others than this module configured so that a function goes to vfio-pci: by hand, by driverctl, by udev rules.</summary>
internal sealed class ForeignStubs(StubHost scene)
{
    private const string Driver = "vfio-pci";

    /// <summary>Where it is configured, a line each; none where it is not.</summary>
    internal IEnumerable<string> Of(PciDevice device)
    {
        IEnumerable<(string Value, string Source)> lists =
            [
                .. scene.IdArguments.Select(argument => (argument.Token.Value ?? string.Empty, argument.Source)),
                .. scene.OptionLines.Select(option => (option.Value, $"{scene.Host.Describe(option.Line.Path)}:{option.Line.Number}")),
            ];
        foreach ((string value, string source) in lists)
        {
            string[] matching = [.. ValueList.Split(value).Where(id => VfioIdPattern.Parse(id)?.Matches(device) == true)];
            if (matching.Length > 0) yield return Messages.Format("StubConfiguredId", string.Join(',', matching), source);
        }

        string driverctl = $"{HostPaths.DriverctlOverrides}/pci-{device.Address}";
        if (scene.Host.ReadText(driverctl) == Driver) yield return Messages.Format("StubConfiguredDriverctl", scene.Host.Describe(driverctl));
        foreach (string rule in Rules(device)) yield return Messages.Format("StubConfiguredRule", rule);
    }

    private IEnumerable<string> Rules(PciDevice device)
    {
        foreach (HostEntry entry in scene.Host.List(HostPaths.UdevRules).Where(entry => entry.Name.EndsWith(".rules", StringComparison.Ordinal)))
        {
            string path = $"{HostPaths.UdevRules}/{entry.Name}";
            string[] lines = (scene.Host.ReadText(path) ?? string.Empty).Split('\n');
            int index = Array.FindIndex(lines, line => Binds(line, device));
            if (index >= 0) yield return $"{scene.Host.Describe(path)}:{index + 1}";
        }
    }

    private static bool Binds(string line, PciDevice device) =>
        !line.TrimStart().StartsWith('#')
        && line.Contains("driver_override", StringComparison.Ordinal)
        && line.Contains(Driver, StringComparison.Ordinal)
        && line.Contains(device.Address.ToString(), StringComparison.Ordinal);
}
