using System.Globalization;
using System.Runtime.InteropServices;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Libvirt.Client;

/// <summary>A connection to a daemon that keeps domains. Every error of libvirt is read on the thread that made the call, right after it.</summary>
internal sealed unsafe class LibvirtConnection : IDisposable
{
    private readonly ConnectionHandle _handle;
    private readonly HostRoot _host;

    private LibvirtConnection(HostRoot host, string uri, ConnectionHandle handle)
    {
        _host = host;
        _handle = handle;
        Uri = uri;
    }

    internal string Uri { get; }

    public void Dispose() => _handle.Dispose();

    /// <summary>Opens a connection.</summary>
    /// <param name="host">The host; only the running machine's daemons can be reached, and the test driver.</param>
    /// <param name="uri">The daemon, as <see cref="LibvirtAddress"/> allows it.</param>
    /// <param name="readOnly">Only to look: daemons let more users do that.</param>
    /// <exception cref="LibvirtException">The library is missing, or the daemon does not answer.</exception>
    internal static LibvirtConnection Open(HostRoot host, string uri, bool readOnly = false)
    {
        if (!host.IsLive && !DomainUri.IsTest(uri)) throw HostNotLiveException.Domains(uri, host.Path);
        LibvirtLibrary.Require(host);
        CheckFile(uri);
        ConnectionHandle handle = readOnly ? LibvirtNative.OpenReadOnly(uri) : LibvirtNative.Open(uri);
        if (!handle.IsInvalid) return new LibvirtConnection(host, uri, handle);
        LibvirtException exception = Error(host, uri);
        handle.Dispose();
        throw exception;
    }

    /// <summary>All domains that are defined or run, in no order.</summary>
    internal IReadOnlyList<LibvirtHandle> List()
    {
        int count = LibvirtNative.ListDomains(_handle, out nint* domains, 0);
        if (count < 0) throw Error(Uri);
        LibvirtHandle[] list = new LibvirtHandle[count];
        for (int index = 0; index < count; index++) list[index] = Wrap(new DomainHandle(domains[index]));
        NativeMemory.Free(domains);
        return list;
    }

    /// <summary>The domain of a name, or null when there is none.</summary>
    internal LibvirtHandle? Find(string name) => Found(LibvirtNative.FindByName(_handle, name), name);

    /// <summary>The domain of a UUID, or null when there is none.</summary>
    internal LibvirtHandle? Find(Guid uuid) => Found(LibvirtNative.FindByUuid(_handle, uuid.ToString()), uuid.ToString());

    /// <summary>Defines a domain, its text held against libvirt's schema first: without that, what libvirt does not know is dropped in silence.</summary>
    internal LibvirtHandle Define(string name, string xml)
    {
        DomainHandle handle = LibvirtNative.Define(_handle, xml, LibvirtNative.DefineValidate);
        return handle.IsInvalid ? throw Error(name, handle) : Wrap(handle);
    }

    internal LibvirtVersions ReadVersions()
    {
        if (LibvirtNative.LibraryVersion(_handle, out CULong daemon) < 0) throw Error(Uri);
        bool isKnown = LibvirtNative.HypervisorVersion(_handle, out CULong hypervisor) == 0 && hypervisor.Value > 0;
        return new LibvirtVersions(Version(daemon), isKnown ? Version(hypervisor) : null);
    }

    /// <summary>What domains can have here (formatdomaincaps), as XML.</summary>
    internal string ReadDomainCapabilities(string? emulator, string? architecture, string? machine, string? kind) =>
        LibvirtNative.Take(LibvirtNative.DomainCapabilities(_handle, emulator, architecture, machine, kind, 0)) ?? throw Error(Uri);

    /// <summary>The error of the call that was just made on this thread.</summary>
    internal LibvirtException Error(string subject) => Error(_host, subject);

    // The error first: letting go of a handle calls libvirt again.
    private LibvirtException Error(string subject, DomainHandle handle)
    {
        LibvirtException exception = Error(subject);
        handle.Dispose();
        return exception;
    }

    private static LibvirtException Error(HostRoot host, string subject)
    {
        LibvirtFailure failure = LibvirtNative.LastFailure() ?? new LibvirtFailure(0, 0, "an unknown error");
        return LibvirtException.Of(subject, failure, DaemonAdvice.Of(host));
    }

    // The library under libvirt prints on the standard error when the file is not there.
    private static void CheckFile(string uri)
    {
        if (!DomainUri.IsTest(uri) || uri[DomainUri.TestPrefixLength..] == "default") return;
        using HostRoot machine = HostRoot.Open();
        string path = uri[(DomainUri.TestPrefixLength - 1)..];
        if (machine.Identify(machine.Below(path)!) is not { IsRegularFile: true }) throw DomainFileException.Unreadable(path, Errno.NoEntry);
    }

    private LibvirtHandle? Found(DomainHandle handle, string subject)
    {
        if (!handle.IsInvalid) return Wrap(handle);
        LibvirtException exception = Error(subject, handle);
        return exception.ErrorId == "LibvirtDomainGone" ? null : throw exception;
    }

    private LibvirtHandle Wrap(DomainHandle handle) => new(this, handle);

    private static Version Version(CULong number)
    {
        int value = int.Parse(number.Value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return new Version(value / 1000000, value / 1000 % 1000, value % 1000);
    }
}
