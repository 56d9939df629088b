namespace GpuPassthrough.Host;

/// <summary>
/// The attributes in one directory of sysfs, a device's, a driver's or a bus's, to read and to write. Names are relative
/// to it: <c>rom</c>, <c>power/control</c>.
/// </summary>
internal interface IDeviceFiles : IDisposable
{
    /// <summary>Opens an attribute that is there.</summary>
    Errno Open(string name, bool write, out IDeviceFile? file);

    /// <summary>The last part of a link's text, such as the name of the driver; null where there is no such link.</summary>
    string? LinkName(string name);

    /// <summary>The path of an attribute, as people name it.</summary>
    string Describe(string name);
}

/// <summary>An open attribute: each call is one system call.</summary>
internal interface IDeviceFile : IDisposable
{
    /// <summary>Reads from an offset on; a length of 0 is the end.</summary>
    Errno Read(Span<byte> buffer, long offset, out int length);

    /// <summary>Writes the value whole, at an offset.</summary>
    Errno Write(ReadOnlySpan<byte> value, long offset);
}
