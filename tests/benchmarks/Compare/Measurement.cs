using System.Diagnostics;

namespace GpuPassthrough.Benchmarks.Compare;

/// <summary>
/// Measures one synthetic host. All peers take turns, so that what else the machine does falls on each alike.
/// </summary>
internal sealed class Measurement(string root, int functions, Lspci? lspci, bool sameIndex, string? floor)
{
    private const int LoopSample = 20;
    private const int ColdRuns = 5;
    private const int LeastTurns = 5;
    private const int MostTurns = 15;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(30);

    private readonly Figures _figures = new(functions);

    internal Figures Run()
    {
        if (lspci is not null && sameIndex) CompareAnswers();
        MeasureWarm();
        MeasureCold();
        if (lspci is not null) MeasureLoop();
        return _figures;
    }

    private void CompareAnswers()
    {
        using Session session = Session.Start(Scripts.Answers(root));
        string[] ours = [.. session.Text().Order(StringComparer.Ordinal)];
        string[] theirs = [.. lspci!.Answers().Order(StringComparer.Ordinal)];
        string[] different = [.. ours.Except(theirs).Concat(theirs.Except(ours)).Take(4)];
        if (ours.Length != functions || theirs.Length != functions || different.Length > 0)
        {
            throw new BenchmarkException($"lspci and Get-IommuGroup differ ({theirs.Length} and {ours.Length} of {functions} functions): {string.Join("; ", different)}");
        }

        _figures.SameAnswers = true;
    }

    private void MeasureWarm()
    {
        using Session bare = Session.Start(Scripts.Bare(root));
        using Session full = Session.Start(Scripts.Full(root));
        using Floor? base_ = floor is null ? null : new Floor(floor, root);
        if (base_ is not null) CheckCounts(base_, bare.Run());
        int repeats = functions <= 1000 ? 5 : 1;
        WarmUp(bare, full);
        Samples warmBare = new(), warmFull = new(), bytesBare = new(), bytesFull = new(), list = new(), floors = new();
        long start = Stopwatch.GetTimestamp();
        int turn = 0;
        for (; turn < MostTurns && (turn < LeastTurns || Stopwatch.GetElapsedTime(start) < Enough); turn++)
        {
            Repeat(repeats, bare, warmBare, bytesBare);
            if (base_ is not null) floors.Repeat(repeats, () => base_.Round().Milliseconds);
            Repeat(repeats, full, warmFull, bytesFull);
            if (lspci is not null && sameIndex) list.Repeat(1, lspci.List);
        }

        _figures.WarmBare = warmBare.Median;
        _figures.WarmFull = warmFull.Median;
        _figures.BytesBare = bytesBare.Median / functions;
        _figures.BytesFull = bytesFull.Median / functions;
        _figures.Lspci = list.Median;
        _figures.Floor = floors.Median;
        _figures.Turns = turn;
    }

    // The runtime compiles what is called thirty times again, in the background; a session is warm after that.
    private static void WarmUp(params Session[] sessions)
    {
        foreach (Session session in sessions)
        {
            long start = Stopwatch.GetTimestamp();
            for (int run = 0; run < 60 && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(3); run++) session.Run();
        }
    }

    private void CheckCounts(Floor floorProgram, SessionRun run)
    {
        (_, int seen, int groups) = floorProgram.Round();
        if (seen != functions || groups != run.Objects) throw new BenchmarkException($"The C program saw {seen} functions and {groups} groups, Get-IommuGroup {run.Objects} groups.");
    }

    private static void Repeat(int times, Session session, Samples milliseconds, Samples bytes)
    {
        for (int time = 0; time < times; time++)
        {
            SessionRun run = session.Run();
            milliseconds.Add(run.Milliseconds);
            bytes.Add(run.Bytes);
        }
    }

    private void MeasureCold()
    {
        Samples firstBare = new(), processBare = new(), firstFull = new(), processFull = new();
        for (int run = 0; run < ColdRuns; run++)
        {
            Add(Session.Cold(Scripts.Bare(root)), firstBare, processBare);
            Add(Session.Cold(Scripts.Full(root)), firstFull, processFull);
        }

        (_figures.FirstBare, _figures.ProcessBare) = (firstBare.Median, processBare.Median);
        (_figures.FirstFull, _figures.ProcessFull) = (firstFull.Median, processFull.Median);
    }

    private static void Add((double FirstCall, double Process) run, Samples first, Samples process)
    {
        first.Add(run.FirstCall);
        process.Add(run.Process);
    }

    private void MeasureLoop()
    {
        string[] members = [.. Directory.EnumerateFileSystemEntries(root + "/sys/kernel/iommu_groups", "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 })
            .Where(path => path.Contains("/devices/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        int sample = Math.Min(members.Length, functions <= 100 ? members.Length : LoopSample);
        string chosen = string.Join(' ', Enumerable.Range(0, sample).Select(index => members[(int)((long)index * members.Length / sample)]));
        Samples times = new();
        times.Repeat(functions <= 1000 ? 3 : 1, () => lspci!.Loop(chosen));
        _figures.Loop = times.Median * members.Length / sample;
        _figures.LoopSample = sample;
    }
}
