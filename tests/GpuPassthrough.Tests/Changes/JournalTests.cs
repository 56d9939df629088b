using System.Text.Json.Nodes;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Changes;

/// <summary>The journal is for its owner alone, and nothing in it is trusted.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly TemporaryHost _tree = new();
    private readonly ChangeScene _scene;
    private readonly string[] _before;

    public JournalTests()
    {
        _scene = ChangeScene.In(_tree);
        _before = _scene.State;
        using HostRoot host = HostRoot.Open(_scene.Root);
        _scene.Apply(new HostWriter(host));
    }

    private string Folder => _tree.PathOf(ChangeScene.JournalFolder);

    private string Entry => Path.Combine(Folder, "000001.json");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void OnlyItsOwnerReadsIt()
    {
        Assert.Equal("700", Tool.Run("stat", "-c", "%a", Folder).Trim());
        Assert.Equal("600", Tool.Run("stat", "-c", "%a", Entry).Trim());
        Assert.Equal("600", Tool.Run("stat", "-c", "%a", Path.Combine(Folder, "lock")).Trim());
        Assert.Equal("755", Tool.Run("stat", "-c", "%a", _tree.PathOf("var/lib")).Trim());
    }

    [Fact]
    public void ItSaysWhatWasDone()
    {
        PassthroughChange change = Assert.Single(_scene.History());
        Assert.Equal((1, ChangeState.Done, "Set-Example", true), (change.Id!.Value, change.State, change.Command, change.RebootRequired));
        Assert.Equal([ChangeAction.Edit, ChangeAction.Delete, ChangeAction.Edit, ChangeAction.Create], change.Files.Select(file => file.Action));
        Assert.Equal(ChangeScene.Paths.Select(path => "/" + path), change.Files.Select(file => file.Path));
        Assert.Equal((CommandState.Done, 0), (change.Commands[0].State, change.Commands[0].ExitCode!.Value));
        Assert.InRange(change.Time!.Value, DateTime.UtcNow.AddMinutes(-10), DateTime.UtcNow);
    }

    [Theory]
    [InlineData("files/0/path", "\"etc/shadow\"", "JournalPathRefused")]
    [InlineData("files/0/path", "\"../etc/default/grub\"", "JournalPathRefused")]
    [InlineData("files/0/path", "\"etc/modprobe.d/../shadow.conf\"", "JournalPathRefused")]
    [InlineData("files/0/path", "\"/etc/default/grub\"", "JournalPathRefused")]
    [InlineData("files/0/path", "\"etc/modprobe.d/.conf\"", "JournalPathRefused")]
    [InlineData("files/0/path", "\"etc/modprobe.d/a\\u0000b.conf\"", "JournalPathRefused")]
    [InlineData("files/0/path", "\"etc/modprobe.d/old.conf\"", "JournalMalformed")]
    [InlineData("files/0/path", "null", "JournalMalformed")]
    [InlineData("files/0/realPath", "\"etc/shadow\"", "ChangeLinkMoved")]
    [InlineData("files/0/traits", "null", "JournalMalformed")]
    [InlineData("files/0/new", "\"AAAA\"", "ChangeConflict")]
    [InlineData("directories/0", "\"etc/ssh\"", "JournalPathRefused")]
    [InlineData("directories/0", "\"etc/modprobe.d\"", null)]
    [InlineData("id", "2", "JournalMalformed")]
    [InlineData("schema", "2", "JournalMalformed")]
    [InlineData("state", "\"Planned\"", "JournalMalformed")]
    [InlineData("state", "99", "JournalMalformed")]
    [InlineData("commands", "null", "JournalMalformed")]
    [InlineData("extra", "1", "JournalMalformed")]
    public void WhatSomebodyElseWroteIsRefused(string place, string value, string? id)
    {
        Tamper(place, value);
        string[] before = _scene.State;

        PassthroughException? error = Record.Exception(Undo) as PassthroughException;

        Assert.Equal(id, error?.ErrorId);
        if (id is not null) Assert.Equal(before, _scene.State);
        // The directory that was really made is not named any more and stays; the one that is named is not empty.
        else Assert.Equal(_before, _scene.State.Where(line => !line.StartsWith("etc/dracut.conf.d|", StringComparison.Ordinal)));
    }

    [Fact]
    public void CommandsAreNeverRunFromIt()
    {
        Tamper("commands/0/arguments", $"[\"touch\", \"{_tree.PathOf("owned")}\"]");

        Undo();

        Assert.False(File.Exists(_tree.PathOf("owned")));
        Assert.Equal(_scene.ExpectedImage, _scene.ActualImage);
    }

    [Fact]
    public void NoMorePowerThanPermissionsIsGivenBack()
    {
        Tamper("files/1/traits/mode", "2541");
        Tamper("files/1/traits/attributes", "{ \"security.capability\": \"AQAAAgAgAAAAAAAAAAAAAAAAAAA=\", \"user.note\": \"AAAA\" }");

        Undo();

        Assert.Equal("755", Tool.Run("stat", "-c", "%a", _tree.PathOf(ChangeScene.Deleted)).Trim());
        Assert.Empty(Tool.Run("find", _scene.Root, "-perm", "/7000"));
    }

    [Theory]
    [InlineData("chmod 644 ENTRY", "JournalOpenToOthers")]
    [InlineData("chmod 4600 ENTRY", "JournalOpenToOthers")]
    [InlineData("chmod 750 FOLDER", "JournalOpenToOthers")]
    [InlineData("chown 1234 ENTRY", "JournalForeign")]
    [InlineData("chown 1234 FOLDER", "JournalForeign")]
    [InlineData("ln ENTRY FOLDER/other", "JournalOddFile")]
    [InlineData("mv ENTRY FOLDER/other; ln -s other ENTRY", "JournalOddFile")]
    [InlineData("rm ENTRY; mkfifo ENTRY", "JournalOddFile")]
    [InlineData("truncate -s 70000000 ENTRY", "JournalOddFile")]
    [InlineData("truncate -s 10 ENTRY", "JournalMalformed")]
    [InlineData("truncate -s 0 ENTRY", "JournalMalformed")]
    public void FilesThatAreNotOursAreRefused(string script, string id)
    {
        if (script.StartsWith("chown", StringComparison.Ordinal) && !Environment.IsPrivilegedProcess) Assert.Skip("Only root gives files away.");
        Tool.Run("sh", "-c", script.Replace("ENTRY", Entry, StringComparison.Ordinal).Replace("FOLDER", Folder, StringComparison.Ordinal));
        string[] before = _scene.State;

        Assert.Equal(id, Assert.ThrowsAny<PassthroughException>(Undo).ErrorId);
        using HostRoot host = HostRoot.Open(_scene.Root);
        Assert.Equal(id, Assert.ThrowsAny<PassthroughException>(() => _scene.Apply(new HostWriter(host))).ErrorId);
        Assert.Equal(before, _scene.State);
    }

    [Fact]
    public void AnEditSinceIsNotUndoneAndBothDifferencesAreShown()
    {
        File.AppendAllText(_tree.PathOf(ChangeScene.Edited), "# by hand\n");
        string[] before = _scene.State;

        ChangeException error = Assert.Throws<ChangeException>(Undo);

        Assert.Equal("ChangeConflict", error.ErrorId);
        Assert.Contains("+quiet splash\n", error.Message, StringComparison.Ordinal);
        Assert.Contains("+# by hand\n", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _scene.State);
        Assert.Equal(ChangeState.Done, Assert.Single(_scene.History()).State);
    }

    [Fact]
    public void SeveralAreUndoneFromTheNewestOn()
    {
        using HostRoot host = HostRoot.Open(_scene.Root);
        HostWriter writer = new(host);
        ChangePlan second = new() { Command = "Set-Example", Summary = "Again", Files = [new PlannedFile(ChangeScene.Edited, "quiet splash\n"u8.ToArray(), "third\n"u8.ToArray())] };
        _scene.Apply(writer, second);
        ChangeUndoer undoer = new(writer, _scene.Runner, ChangeScene.Refreshers);

        Assert.Equal("ChangeConflict", Assert.Throws<ChangeException>(() => undoer.Plan([1], all: false)).ErrorId);
        Assert.Equal([2], undoer.Plan([], all: false).Select(plan => plan.Entry.Id));
        Assert.Equal([2, 1], undoer.Plan([1, 2], all: false).Select(plan => plan.Entry.Id));
        Assert.Equal([2, 1], _scene.Undo(writer).Select(change => change.Id!.Value));
        Assert.Equal(_before, _scene.State);
        Assert.Equal("ChangeNotUndoable", Assert.Throws<ChangeException>(() => undoer.Plan([1], all: false)).ErrorId);
        Assert.Equal("ChangeNotFound", Assert.Throws<ChangeException>(() => undoer.Plan([3], all: false)).ErrorId);
    }

    private void Undo()
    {
        using HostRoot host = HostRoot.Open(_scene.Root);
        _scene.Undo(new HostWriter(host));
    }

    private void Tamper(string place, string value)
    {
        JsonNode document = JsonNode.Parse(File.ReadAllText(Entry))!;
        string[] steps = place.Split('/');
        JsonNode parent = steps[..^1].Aggregate(document, (node, step) => node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!);
        if (parent is JsonArray array) array[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = JsonNode.Parse(value);
        else parent[steps[^1]] = JsonNode.Parse(value);
        File.WriteAllText(Entry, document.ToJsonString());
    }
}
