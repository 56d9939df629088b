using System.Diagnostics;
using System.Globalization;

namespace GpuPassthrough.Benchmarks.Compare;

/// <summary>One run of a script in a session: what it took, and how many objects came out.</summary>
internal readonly record struct SessionRun(double Milliseconds, long Bytes, int Objects)
{
    internal static SessionRun Parse(string line)
    {
        string[] words = line.Split(' ');
        return new SessionRun(
            double.Parse(words[0], CultureInfo.InvariantCulture),
            long.Parse(words[1], CultureInfo.InvariantCulture),
            int.Parse(words[2], CultureInfo.InvariantCulture));
    }
}

/// <summary>A process with the PowerShell engine in it, and the staged module imported.</summary>
internal sealed class Session : IDisposable
{
    private readonly Child _child = new(Build.Session);

    private Session() => _child.Receive();

    public void Dispose() => _child.Dispose();

    internal static Session Start(string script)
    {
        Session session = new();
        session.Import(Build.Manifest);
        session._child.Send("script " + script);
        return session;
    }

    /// <summary>A fresh process: its first run of the script, and the whole of it from start to end.</summary>
    internal static (double FirstCall, double Process) Cold(string script)
    {
        long start = Stopwatch.GetTimestamp();
        Session session = Start(script);
        double first = session.Run().Milliseconds;
        session.Dispose();
        return (first, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>A process that starts the engine, imports a module when one is given, and ends.</summary>
    internal static double Bare(string? manifest)
    {
        long start = Stopwatch.GetTimestamp();
        Session session = new();
        if (manifest is not null) session.Import(manifest);
        session.Dispose();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    internal SessionRun Run() => SessionRun.Parse(_child.Ask("run"));

    internal List<string> Text()
    {
        List<string> lines = [];
        _child.Send("text");
        while (_child.Receive() is { Length: > 0 } line) lines.Add(line);
        return lines;
    }

    private void Import(string manifest) => _child.Ask("import " + manifest);
}
