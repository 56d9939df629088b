using System.Reflection;
using System.Runtime.InteropServices;
using GpuPassthrough.Host;

namespace GpuPassthrough.Libvirt.Client;

/// <summary>The C library libvirt.so.0, found at first use: a host without it can do all that needs no domains.</summary>
internal static class LibvirtLibrary
{
    /// <summary>Its name since 2005: the interface only grows.</summary>
    internal const string FileName = "libvirt.so.0";

    private static readonly Lazy<nint> Loaded = new(() => Find(HostPaths.LibvirtLibraries));

    /// <summary>Makes the library ready.</summary>
    /// <param name="host">The host, which says which package has the library when it is missing.</param>
    /// <exception cref="LibvirtException">It is not there.</exception>
    internal static void Require(HostRoot host)
    {
        if (Loaded.Value == 0) throw LibvirtException.LibraryMissing(LibvirtPackage.Of(host).Library);
        _ = Prepared.Value;
    }

    /// <summary>The first of these libraries that can be loaded; 0 when none can.</summary>
    internal static nint Find(IEnumerable<string> names) =>
        names.Select(name => NativeLibrary.TryLoad(name, out nint library) ? library : 0).FirstOrDefault(library => library != 0);

    private static readonly Lazy<bool> Prepared = new(() =>
    {
        NativeLibrary.SetDllImportResolver(typeof(LibvirtLibrary).Assembly, Resolve);
        LibvirtNative.Silence();
        return true;
    });

    // The other library of this assembly, libc, is found as always.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) => name == FileName ? Loaded.Value : 0;
}
