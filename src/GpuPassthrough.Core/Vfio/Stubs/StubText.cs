using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>
/// The lines of modprobe.d(5) that stubs bring about. By ID: softdep lines, so that vfio-pci comes before the drivers of
/// the functions. By address: the same, and an install line which sets driver_override first; it is run whoever loads
/// the module, needs nothing but a shell, and leaves alone what has another ID by now.
/// </summary>
internal static class StubText
{
    /// <summary>The kernel argument that switches stubs by address off.</summary>
    internal const string Escape = "gpupt.off";

    private const string Driver = "vfio-pci";
    private const string Function = "gpupt";

    /// <param name="stubs">All stubs of ours.</param>
    /// <param name="isModule">False where vfio-pci is built into a kernel of the host: then it is never loaded, and the drivers' own loading is the moment.</param>
    /// <param name="present">Softdep lines the file has besides ours, by module: not to be repeated.</param>
    internal static IEnumerable<string> Lines(IReadOnlyList<StubRecord> stubs, bool isModule, IReadOnlySet<string> present)
    {
        string[] modules = [.. stubs.SelectMany(stub => stub.Modules).Distinct(StringComparer.Ordinal)];
        StubRecord[] byAddress = [.. stubs.Where(stub => stub.Strategy == VfioStubStrategy.Address)];
        if (isModule) return modules.Where(module => !present.Contains(module)).Select(Softdep).Concat(byAddress.Length == 0 ? [] : [Install(Driver, Overrides(byAddress))]);
        string[] early = [.. byAddress.SelectMany(stub => stub.Modules).Distinct(StringComparer.Ordinal)];
        string probe = $"{Overrides(byAddress)} {HostPaths.Modprobe} -q {Driver}; {Probes(byAddress)}";
        return early.Select(module => Install(module, probe));
    }

    private static string Softdep(string module) => $"softdep {module} pre: {Driver}";

    private static string Install(string module, string before) =>
        $"install {module} {before} {HostPaths.Modprobe} --ignore-install {module} $CMDLINE_OPTS";

    // Only what every shell has built in: an initramfs holds no more for certain.
    private static string Overrides(IEnumerable<StubRecord> stubs)
    {
        string calls = string.Join("; ", stubs.Select(stub => $"{Function} {stub.Address} 0x{stub.Id.Vendor:x4} 0x{stub.Id.Device:x4}"));
        string check = $"{Function}() {{ d=/{HostPaths.PciDevices}/$1; read -r v < $d/vendor && read -r i < $d/device && [ \"$v$i\" = \"$2$3\" ] && echo {Driver} > $d/driver_override; }}";
        return $"{{ read -r c < /{HostPaths.KernelCommandLine}; case \" $c \" in *\" {Escape} \"*) ;; *) {check}; {calls};; esac; }} 2>/{NullDevice};";
    }

    private static string Probes(IEnumerable<StubRecord> stubs) =>
        $"{{ {string.Join(' ', stubs.Select(stub => $"echo {stub.Address} > /{HostPaths.DriversProbe};"))} }} 2>/{NullDevice};";

    private static string NullDevice => HostPaths.NullDevice.TrimStart('/');
}
