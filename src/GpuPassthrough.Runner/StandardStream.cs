using System.Runtime.InteropServices;

namespace GpuPassthrough.Runner;

/// <summary>
/// Standard output or error, written with write(2). Console's streams send a terminal escape sequences
/// before the first text; a FileStream would keep a position of its own, apart from child processes.
/// </summary>
internal sealed partial class StandardStream : Stream
{
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const int BrokenPipe = 32;

    private readonly int _descriptor;

    private StandardStream(int descriptor) => _descriptor = descriptor;

    public static Stream Output { get; } = new StandardStream(1);

    public static Stream Error { get; } = new StandardStream(2);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var written = Write(_descriptor, buffer, (nuint)buffer.Length);
            if (written >= 0)
                buffer = buffer[(int)written..];
            else if (!MayGoOn(Marshal.GetLastPInvokeError()))
                return;
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>False when the reader has gone, as head(1) does: nobody wants the rest.</summary>
    private static bool MayGoOn(int error)
    {
        if (error == TryAgain)
            Thread.Sleep(1);
        return error switch
        {
            Interrupted or TryAgain => true,
            BrokenPipe => false,
            _ => throw new IOException("Cannot write the output: " + Marshal.GetPInvokeErrorMessage(error)),
        };
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> buffer, nuint count);
}
