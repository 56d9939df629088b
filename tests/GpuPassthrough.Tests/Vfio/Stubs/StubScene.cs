using GpuPassthrough.Boot;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Changes;
using GpuPassthrough.Tests.Support;
using GpuPassthrough.Vfio;
using GpuPassthrough.Vfio.Guards;
using GpuPassthrough.Vfio.Stubs;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>
/// The change that Set-VfioStub makes of a host, carried out step by step as on a running one: with programs that write down how they
/// were called. Everything is found again from the root alone, so that a child process can work on it too.
/// </summary>
internal sealed class StubScene(string root)
{
    private const string Log = "calls";
    private const string Programs = "recorders";

    internal static readonly string[] Files = [StubbedHost.GrubDropIn, "etc/initramfs-tools/modules", StubbedHost.Configuration];

    /// <summary>The calls so far, a line each: the words, and whether the file of stubs was there then.</summary>
    internal string[] Calls => File.Exists(PathOf(Log)) ? File.ReadAllLines(PathOf(Log)) : [];

    /// <summary>The files of the configuration.</summary>
    internal string[] State => TreeState.Of(PathOf("etc"));

    private CommandRunner Runner => new([PathOf(Programs)]) { Grace = TimeSpan.FromMilliseconds(300) };

    /// <summary>Adds a program; more of its script comes after the line that writes the call down.</summary>
    internal void Record(string program, string more = "")
    {
        string path = PathOf($"{Programs}/{program}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string there = $"if [ -e '{PathOf(StubbedHost.Configuration)}' ]; then printf ' stubbed'; else printf ' unstubbed'; fi";
        File.WriteAllText(path, $"#!/bin/sh\n{{ printf '%s' '{program}'; for word; do printf '[%s]' \"$word\"; done; {there}; printf ' LC_ALL=%s HOME=%s\\n' \"$LC_ALL\" \"$HOME\"; }} >> '{PathOf(Log)}'\n{more}\n");
        Tool.Run("chmod", "755", path);
    }

    internal ChangePlan Plan()
    {
        using HostRoot host = HostRoot.Open(root);
        StubHost scene = StubHost.Read(host, bootLoader: null);
        PciDevice[] card = [.. scene.Inventory.Devices.Where(device => device.Address == PciAddress.Parse("01:00.0"))];
        return new StubPlanner(scene).Set(card, VfioStubMethod.Auto, new HashSet<PassthroughGuard>()).Change;
    }

    internal PassthroughChange Apply(HostWriter writer) => new ChangeApplier(writer, Runner).Apply(Plan());

    /// <summary>Takes back all that can be, as Undo-PassthroughChange -All does.</summary>
    internal void Undo()
    {
        using HostRoot host = HostRoot.Open(root);
        ChangeUndoer undoer = new(new HostWriter(host), Runner, BootConfiguration.Refreshers);
        IReadOnlyList<UndoPlan> plans = undoer.Plan([], all: true);
        if (plans.Count == 0 && undoer.HasLeftovers()) undoer.Tidy();
        foreach (UndoPlan plan in plans) undoer.Undo(plan);
    }

    internal IReadOnlyList<PassthroughChange> History()
    {
        using HostRoot host = HostRoot.Open(root);
        return ChangeHistory.Read(host, out _);
    }

    /// <summary>Every file has its old or its new content whole.</summary>
    internal void AssertNothingTorn(ChangePlan plan) => Assert.All(plan.Files, file =>
    {
        byte[]? content = File.Exists(PathOf(file.Path)) ? File.ReadAllBytes(PathOf(file.Path)) : null;
        Assert.True(Same(content, file.Old) || Same(content, file.New), $"{file.Path} holds something else.");
    });

    /// <summary>Undoes with a fresh process's eyes; then all is as it was, and nothing temporary is left.</summary>
    internal void AssertRecovers(string[] before)
    {
        Undo();
        Assert.Equal(before, State);
        Assert.Empty(Directory.EnumerateFiles(root, "*.gpupt-tmp", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }));
        Assert.All(History(), change => Assert.True(change.State is ChangeState.Undone or ChangeState.Failed));
    }

    private string PathOf(string below) => Path.Combine(root, below);

    private static bool Same(byte[]? left, byte[]? right) => left is null || right is null ? left == right : left.AsSpan().SequenceEqual(right);
}
