namespace GpuPassthrough.Host;

/// <summary>The attributes of one device, to read and to write. Names are relative to its directory: <c>rom</c>, <c>power/control</c>.</summary>
internal interface IDeviceFiles : IDisposable
{
    /// <summary>Opens an attribute that is there.</summary>
    Errno Open(string name, bool write, out IDeviceFile? file);

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
