using GpuPassthrough.Host;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>
/// The lines of modprobe.d(5) that stubs bring about. By ID: softdep lines, so that vfio-pci comes before the drivers of
/// the functions. By address: the drivers also depend on a module that does not exist, whose install line sets
/// driver_override and lets vfio-pci probe. libkmod runs it whoever loads the driver, it needs nothing but a shell, it
/// leaves alone what has another ID or a driver by now, and it works whether vfio-pci is a module or built in.
/// </summary>
internal static class StubText
{
    /// <summary>The kernel argument that switches stubs by address off.</summary>
    internal const string Escape = "gpupt.off";

    private const string Driver = "vfio-pci";
    private const string Binder = "gpupt-stub";

    /// <param name="stubs">All stubs of ours.</param>
    /// <param name="isModule">True where vfio-pci is a module in some kernel of the host; where it is built in, stubs by ID need no line.</param>
    /// <param name="present">Modules for which the file has a softdep line besides ours: not to be repeated.</param>
    internal static IEnumerable<string> Lines(IReadOnlyList<StubRecord> stubs, bool isModule, IReadOnlySet<string> present)
    {
        StubRecord[] byAddress = [.. stubs.Where(stub => stub.Strategy == VfioStubStrategy.Address)];
        HashSet<string> bound = [.. byAddress.SelectMany(stub => stub.Modules)];
        foreach (string module in stubs.SelectMany(stub => stub.Modules).Distinct(StringComparer.Ordinal))
        {
            if (bound.Contains(module)) yield return $"softdep {module} pre: {Driver} {Binder}";
            else if (isModule && !present.Contains(module)) yield return $"softdep {module} pre: {Driver}";
        }

        if (byAddress.Length > 0) yield return $"install {Binder} {Script(byAddress)}";
    }

    // Only what every shell has built in: an initramfs holds no more for certain. No backslash, which kmod would drop.
    private static string Script(IEnumerable<StubRecord> stubs)
    {
        string calls = string.Join("; ", stubs.Select(stub => $"o {stub.Address} 0x{stub.Id.Vendor:x4} 0x{stub.Id.Device:x4}"));
        string isFree = "[ -e $p/driver ] ||";
        string isMeant = "read -r v < $p/vendor && read -r d < $p/device && [ $v$d = $2$3 ]";
        string bind = $"echo {Driver} > $p/driver_override && echo $1 > /{HostPaths.DriversProbe}";
        string function = $"o() {{ p=/{HostPaths.PciDevices}/$1; {isFree} {{ {isMeant} && {bind}; }}; }}";
        return $"{{ {function}; read -r c < /{HostPaths.KernelCommandLine}; case \" $c \" in *\" {Escape} \"*) ;; *) {calls} ;; esac; :; }} 2>{HostPaths.NullDevice}";
    }
}
