namespace GpuPassthrough.Boot.Initramfs.Images;

/// <summary>A stream up to a position, handed out in small pieces so that what follows a packed part is not read with it.</summary>
internal sealed class PartStream(Stream source, long end) : Stream
{
    private const int Piece = 512;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether anything but zeros is left.</summary>
    internal bool HasMore()
    {
        byte[] buffer = new byte[65536];
        int length;
        while ((length = source.Read(buffer, 0, (int)Math.Min(buffer.Length, Math.Max(0, end - source.Position)))) > 0)
        {
            if (buffer.AsSpan(0, length).ContainsAnyExcept((byte)0)) return true;
        }

        return false;
    }

    public override int Read(Span<byte> buffer)
    {
        long left = Math.Max(0, end - source.Position);
        return source.Read(buffer[..(int)Math.Min(Math.Min(buffer.Length, Piece), left)]);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
