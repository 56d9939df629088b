using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GpuPassthrough.Libvirt.Client;

/// <summary>The functions of libvirt.so.0 that the module calls, by their declarations in libvirt-host.h, libvirt-domain.h and virterror.h.</summary>
internal static unsafe partial class LibvirtNative
{
    internal const uint XmlSecure = 1;
    internal const uint XmlInactive = 2;
    internal const uint DefineValidate = 1;
    internal const uint UndefineKeepNvram = 8;
    internal const uint UndefineKeepTpm = 64;
    internal const int UuidLength = 37;

    private const string Library = LibvirtLibrary.FileName;

    /// <summary>Without a function of ours libvirt prints every error on the standard error.</summary>
    internal static void Silence() => SetErrorFunction(0, &Ignore);

    [LibraryImport(Library, EntryPoint = "virConnectOpen", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial ConnectionHandle Open(string name);

    [LibraryImport(Library, EntryPoint = "virConnectOpenReadOnly", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial ConnectionHandle OpenReadOnly(string name);

    [LibraryImport(Library, EntryPoint = "virConnectClose")]
    internal static partial int CloseConnection(nint connection);

    [LibraryImport(Library, EntryPoint = "virConnectGetLibVersion")]
    internal static partial int LibraryVersion(ConnectionHandle connection, out CULong version);

    [LibraryImport(Library, EntryPoint = "virConnectGetVersion")]
    internal static partial int HypervisorVersion(ConnectionHandle connection, out CULong version);

    [LibraryImport(Library, EntryPoint = "virConnectListAllDomains")]
    internal static partial int ListDomains(ConnectionHandle connection, out nint* domains, uint flags);

    [LibraryImport(Library, EntryPoint = "virConnectGetDomainCapabilities", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint DomainCapabilities(ConnectionHandle connection, string? emulator, string? architecture, string? machine, string? kind, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainLookupByName", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial DomainHandle FindByName(ConnectionHandle connection, string name);

    [LibraryImport(Library, EntryPoint = "virDomainLookupByUUIDString", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial DomainHandle FindByUuid(ConnectionHandle connection, string uuid);

    [LibraryImport(Library, EntryPoint = "virDomainFree")]
    internal static partial int FreeDomain(nint domain);

    /// <summary>The text belongs to the domain.</summary>
    [LibraryImport(Library, EntryPoint = "virDomainGetName")]
    internal static partial nint Name(DomainHandle domain);

    [LibraryImport(Library, EntryPoint = "virDomainGetUUIDString")]
    internal static partial int Uuid(DomainHandle domain, byte* buffer);

    [LibraryImport(Library, EntryPoint = "virDomainGetState")]
    internal static partial int State(DomainHandle domain, out int state, out int reason, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainIsPersistent")]
    internal static partial int IsPersistent(DomainHandle domain);

    [LibraryImport(Library, EntryPoint = "virDomainHasManagedSaveImage")]
    internal static partial int HasManagedSave(DomainHandle domain, uint flags);

    /// <summary>The text is to be freed.</summary>
    [LibraryImport(Library, EntryPoint = "virDomainGetXMLDesc")]
    internal static partial nint Xml(DomainHandle domain, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainDefineXMLFlags", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial DomainHandle Define(ConnectionHandle connection, string xml, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainUndefineFlags")]
    internal static partial int Undefine(DomainHandle domain, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainCreate")]
    internal static partial int Start(DomainHandle domain);

    [LibraryImport(Library, EntryPoint = "virDomainShutdownFlags")]
    internal static partial int Shutdown(DomainHandle domain, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainDestroyFlags")]
    internal static partial int Destroy(DomainHandle domain, uint flags);

    /// <summary>What went wrong last on this thread; null when nothing did. To be read before anything else is called.</summary>
    internal static LibvirtFailure? LastFailure()
    {
        Failure* raw = LastError();
        if (raw is null || raw->Code == 0) return null;
        return new LibvirtFailure(raw->Code, raw->Domain, Marshal.PtrToStringUTF8(raw->Message) ?? string.Empty, raw->Number);
    }

    /// <summary>Takes over a text that libvirt made; null when there is none.</summary>
    internal static string? Take(nint text)
    {
        string? taken = Marshal.PtrToStringUTF8(text);
        NativeMemory.Free((void*)text);
        return taken;
    }

    [LibraryImport(Library, EntryPoint = "virGetLastError")]
    private static partial Failure* LastError();

    [LibraryImport(Library, EntryPoint = "virSetErrorFunc")]
    private static partial void SetErrorFunction(nint data, delegate* unmanaged[Cdecl]<nint, Failure*, void> function);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(nint data, Failure* failure)
    {
    }

    // struct _virError on LP64.
    [StructLayout(LayoutKind.Explicit, Size = 80)]
    private struct Failure
    {
        [FieldOffset(0)] internal int Code;
        [FieldOffset(4)] internal int Domain;
        [FieldOffset(8)] internal nint Message;
        [FieldOffset(64)] internal int Number;
    }
}
