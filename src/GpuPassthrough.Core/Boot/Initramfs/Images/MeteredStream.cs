using System.Diagnostics;

namespace GpuPassthrough.Boot.Initramfs.Images;

/// <summary>Reads archives from a stream, knows how far it is, and stops when it is too much or takes too long.</summary>
internal sealed class MeteredStream(Stream source, ImageLimits limits, Stopwatch elapsed, Action? tick)
{
    private readonly byte[] _buffer = new byte[65536];
    private int _start;
    private int _end;

    /// <summary>Bytes taken so far.</summary>
    internal long Position { get; private set; }

    /// <summary>The next byte without taking it; null at the end.</summary>
    internal byte? Peek() => Fill() ? _buffer[_start] : null;

    /// <summary>The next bytes without taking them: fewer at the end.</summary>
    internal ReadOnlySpan<byte> Peek(int count)
    {
        while (_end - _start < count && Extend())
        {
        }

        return _buffer.AsSpan(_start, Math.Min(count, _end - _start));
    }

    /// <summary>Takes exactly as many bytes as the buffer has.</summary>
    /// <exception cref="ImageException">The stream ends before.</exception>
    internal void Take(Span<byte> target)
    {
        while (target.Length > 0)
        {
            ReadOnlySpan<byte> piece = TakeSome(target.Length);
            piece.CopyTo(target);
            target = target[piece.Length..];
        }
    }

    /// <summary>Takes bytes, at least one and at most as many; they are good until the next call.</summary>
    /// <exception cref="ImageException">The stream has ended.</exception>
    internal ReadOnlySpan<byte> TakeSome(long most)
    {
        if (!Fill()) throw new ImageException(Messages.Format("ImageCut", Position));
        int length = (int)Math.Min(most, _end - _start);
        ReadOnlySpan<byte> piece = _buffer.AsSpan(_start, length);
        _start += length;
        Position += length;
        if (Position > limits.Bytes) throw new ImageException(Messages.Format("ImageTooMuch", limits.Bytes >> 20));
        return piece;
    }

    internal void Skip(long count)
    {
        while (count > 0) count -= TakeSome(count).Length;
    }

    private bool Fill()
    {
        if (_start < _end) return true;
        _start = _end = 0;
        return Extend();
    }

    private bool Extend()
    {
        if (elapsed.Elapsed > limits.Time) throw new ImageException(Messages.Format("ImageSlow", (long)limits.Time.TotalSeconds));
        tick?.Invoke();
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        int length = source.Read(_buffer, _end, _buffer.Length - _end);
        _end += length;
        return length > 0;
    }
}
