using System.Text;

namespace GpuPassthrough.Host;

/// <summary>What a program prints: its first and its last part are kept, lines are passed on as they come.</summary>
internal sealed class CommandOutput(Action<string>? progress)
{
    private const int KeptHead = 8192;
    private const int KeptTail = 57344;
    private const int LongestLine = 4096;

    private readonly List<byte> _head = [];
    private readonly Queue<byte> _tail = new();
    private readonly List<byte> _line = [];
    private long _dropped;

    internal string Text
    {
        get
        {
            string head = Encoding.UTF8.GetString([.. _head]);
            string tail = Encoding.UTF8.GetString([.. _tail]);
            return _dropped == 0 ? head + tail : $"{head}\n[... {_dropped} bytes left out ...]\n{tail}";
        }
    }

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            Keep(value);
            if (progress is null) continue;
            if (value is (byte)'\n' or (byte)'\r') Close();
            else if (_line.Count < LongestLine) _line.Add(value);
        }
    }

    /// <summary>Passes on a last line that has no end.</summary>
    internal void Close()
    {
        if (_line.Count > 0) progress?.Invoke(Encoding.UTF8.GetString([.. _line]));
        _line.Clear();
    }

    private void Keep(byte value)
    {
        if (_head.Count < KeptHead)
        {
            _head.Add(value);
            return;
        }

        _tail.Enqueue(value);
        if (_tail.Count <= KeptTail) return;
        _tail.Dequeue();
        _dropped++;
    }
}
