using Microsoft.Win32.SafeHandles;

namespace GpuPassthrough.Host;

/// <summary>A regular file of the host, read bit by bit: for files too large to hold in memory.</summary>
internal sealed class HostStream : Stream
{
    private readonly SafeFileHandle _handle;
    private long _position;

    private HostStream(SafeFileHandle handle, FileIdentity identity)
    {
        _handle = handle;
        Identity = identity;
    }

    /// <summary>What it was when it was opened.</summary>
    internal FileIdentity Identity { get; }

    /// <summary>For system calls; reading by it does not move <see cref="Position"/>.</summary>
    internal int Descriptor => (int)_handle.DangerousGetHandle();

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => Identity.Size;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    /// <summary>How far it was read, here or by a program that it was given to.</summary>
    internal long Reached => Math.Max(_position, LibC.Tell(Descriptor));

    /// <summary>Opens a file below the root; anything but a regular file is refused as invalid.</summary>
    internal static Errno Open(HostRoot host, string path, out HostStream? stream)
    {
        stream = null;
        Errno error = host.OpenPath(path, LibC.ReadOnly | LibC.NonBlocking, out int descriptor);
        if (error != Errno.None) return error;
        SafeFileHandle handle = new(descriptor, ownsHandle: true);
        error = LibC.Stat(descriptor, out FileIdentity identity);
        if (error == Errno.None && identity.IsRegularFile) stream = new HostStream(handle, identity);
        else handle.Dispose();
        return stream is null && error == Errno.None ? Errno.Invalid : error;
    }

    public override int Read(Span<byte> buffer)
    {
        int length = RandomAccess.Read(_handle, buffer, _position);
        _position += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _handle.Dispose();
        base.Dispose(disposing);
    }
}
