using Microsoft.Win32.SafeHandles;

namespace GpuPassthrough.Host;

/// <summary>
/// What a program prints, as it comes and however much it is; it reads a file of the host as its input. Made by
/// <see cref="CommandRunner.Open"/>. Disposing ends the program.
/// </summary>
internal sealed class CommandStream : Stream
{
    private const int PollMilliseconds = 50;

    private readonly RunningCommand _command;
    private readonly SafeFileHandle _output;

    internal CommandStream(RunningCommand command, int output)
    {
        _command = command;
        _output = new SafeFileHandle(output, ownsHandle: true);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Waits for its end and tells how it ended, as a shell does; what it still prints is not read.</summary>
    /// <exception cref="CommandException">It took too long.</exception>
    internal int Finish()
    {
        _output.Dispose();
        while (!_command.HasEnded())
        {
            ThrowIfLate();
            Thread.Sleep(PollMilliseconds);
        }

        return _command.ExitCode;
    }

    /// <exception cref="CommandException">The program took too long.</exception>
    public override int Read(Span<byte> buffer)
    {
        int descriptor = (int)_output.DangerousGetHandle();
        while (!LibC.WaitForInput(descriptor, PollMilliseconds)) ThrowIfLate();
        ThrowIfLate();
        return LibC.Read(descriptor, buffer, out int length) == Errno.None ? length : 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _output.Dispose();
            _command.End();
        }

        base.Dispose(disposing);
    }

    private void ThrowIfLate()
    {
        if (_command.IsLate) throw CommandException.Late(_command.Arguments, _command.Limit, string.Empty);
    }
}
