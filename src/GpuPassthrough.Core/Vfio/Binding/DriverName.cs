using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Binding;

/// <summary>
/// Finds the driver that is meant by a name. The override is compared letter by letter with the name of the driver, which
/// is not always that of its module: driver vfio-pci, module vfio_pci; driver xhci_hcd, module xhci_pci.
/// </summary>
internal static class DriverName
{
    internal const string VfioPci = "vfio-pci";

    private const string Bus = "pci:";

    /// <summary>The driver's own name, or null when the kernel has none by that name now.</summary>
    internal static string? Find(HostRoot host, string name)
    {
        if (IsRegistered(host, name)) return name;
        string[] ofModule = [.. host.List($"{HostPaths.KernelModules}/{ModuleIndex.Normalize(name)}/drivers")
            .Where(entry => entry.Name.StartsWith(Bus, StringComparison.Ordinal))
            .Select(entry => entry.Name[Bus.Length..])];
        if (ofModule.Length == 1) return ofModule[0];
        return host.List(HostPaths.PciDrivers).Select(entry => entry.Name).FirstOrDefault(driver => ModuleIndex.Normalize(driver) == ModuleIndex.Normalize(name));
    }

    /// <summary>The driver that a name will stand for once its module is loaded, as far as that is known.</summary>
    internal static string Expect(HostRoot host, string name) =>
        Find(host, name) ?? (ModuleIndex.Normalize(name) == ModuleIndex.Normalize(VfioPci) ? VfioPci : name);

    /// <summary>Loads the driver where the kernel does not have it.</summary>
    /// <exception cref="DriverBindingException">There is no such driver.</exception>
    internal static string Load(HostRoot host, string name, ModuleLoader modules)
    {
        if (Find(host, name) is string present) return present;
        string? problem = modules.Load(name);
        return Find(host, name) ?? throw DriverBindingException.Unknown(name, problem ?? Messages.Format("DriverModuleWithout"));
    }

    /// <summary>The names there are: vfio-pci, loaded or not, and those the kernel has.</summary>
    internal static IEnumerable<string> All(HostRoot host) =>
        host.List(HostPaths.PciDrivers).Select(entry => entry.Name).Prepend(VfioPci).Distinct(StringComparer.Ordinal);

    /// <summary>False for what cannot be a driver's name, so that no path is made of it.</summary>
    internal static bool IsValid(string name) => name is not ("" or "." or "..") && name.All(character => char.IsAsciiLetterOrDigit(character) || "-_.+".Contains(character, StringComparison.Ordinal)) && name[0] != '-';

    private static bool IsRegistered(HostRoot host, string name) => host.Identify($"{HostPaths.PciDrivers}/{name}") is { IsDirectory: true };
}
