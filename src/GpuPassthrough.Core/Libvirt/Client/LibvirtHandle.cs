using System.Runtime.InteropServices;
using System.Text;

namespace GpuPassthrough.Libvirt.Client;

/// <summary>A domain of a connection.</summary>
internal sealed unsafe class LibvirtHandle : IDisposable
{
    private readonly LibvirtConnection _connection;
    private readonly DomainHandle _handle;

    internal LibvirtHandle(LibvirtConnection connection, DomainHandle handle)
    {
        _connection = connection;
        _handle = handle;
        Name = Marshal.PtrToStringUTF8(LibvirtNative.Name(handle)) ?? string.Empty;
    }

    internal string Name { get; }

    internal LibvirtDomainState State
    {
        get
        {
            Check(LibvirtNative.State(_handle, out int state, out _, 0));
            return (LibvirtDomainState)state;
        }
    }

    /// <summary>False for one that is gone once it stops.</summary>
    internal bool IsPersistent => Check(LibvirtNative.IsPersistent(_handle)) == 1;

    /// <summary>The next start goes on from a memory that was kept.</summary>
    internal bool HasManagedSave => LibvirtNative.HasManagedSave(_handle, 0) == 1;

    internal Guid Uuid
    {
        get
        {
            byte* buffer = stackalloc byte[LibvirtNative.UuidLength];
            Check(LibvirtNative.Uuid(_handle, buffer));
            return Guid.Parse(Encoding.ASCII.GetString(buffer, LibvirtNative.UuidLength - 1));
        }
    }

    public void Dispose() => _handle.Dispose();

    /// <summary>The definition that the next start uses.</summary>
    /// <param name="withSecrets">With passwords, without which a definition must not be written back.</param>
    internal string ReadXml(bool withSecrets) =>
        LibvirtNative.Take(LibvirtNative.Xml(_handle, LibvirtNative.XmlInactive | (withSecrets ? LibvirtNative.XmlSecure : 0))) ?? throw _connection.Error(Name);

    /// <summary>Takes the definition away; the firmware's variables and the TPM's state stay where they are kept.</summary>
    internal void Undefine()
    {
        // What a driver or an older libvirt has not to keep, it does not know to be asked to.
        uint[] flags = [LibvirtNative.UndefineKeepNvram | LibvirtNative.UndefineKeepTpm, LibvirtNative.UndefineKeepNvram];
        if (!Array.Exists(flags, TryUndefine)) Check(LibvirtNative.Undefine(_handle, 0));
    }

    internal void Start() => Check(LibvirtNative.Start(_handle));

    /// <summary>Asks the guest to shut down.</summary>
    internal void Shutdown() => Check(LibvirtNative.Shutdown(_handle, 0));

    /// <summary>Ends the guest as it is.</summary>
    internal void Destroy() => Check(LibvirtNative.Destroy(_handle, 0));

    private bool TryUndefine(uint flags)
    {
        int result = LibvirtNative.Undefine(_handle, flags);
        if (result < 0 && LibvirtNative.LastFailure()?.Code == LibvirtFailure.InvalidArgument) return false;
        return Check(result) >= 0;
    }

    private int Check(int result) => result < 0 ? throw _connection.Error(Name) : result;
}
