using System.Text.Json.Nodes;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Changes;

/// <summary>Changes made by a program of the host that keeps kernel arguments itself, as grubby does: here in a text file.</summary>
public sealed class KeptArgumentTests : IDisposable
{
    private const string Keeper = "keep-arguments";

    private static readonly ArgumentChange Added = new("Example", ["iommu=pt"], ["quiet"]);

    private readonly TemporaryHost _tree = new();
    private readonly ChangeScene _scene;

    public KeptArgumentTests()
    {
        _scene = ChangeScene.In(_tree);
        _tree.File("kept", "quiet\n");
        _scene.AddProgram(Keeper, $"echo \"$*\" >> {_tree.PathOf("calls")}\n[ \"$1\" = fail ] && exit 3\necho \"$2\" > {_tree.PathOf("kept")}");
    }

    private string[] Calls => File.Exists(_tree.PathOf("calls")) ? File.ReadAllLines(_tree.PathOf("calls")) : [];

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void AFailureAfterwardsTakesItBack()
    {
        using HostRoot host = HostRoot.Open(_scene.Root);
        ChangeException error = Assert.Throws<ChangeException>(() => _scene.Apply(new HostWriter(host), Plan(new PlannedCommand(Keeper, "fail") { IsRefresher = false })));
        Assert.Equal("ChangeFailed", error.ErrorId);
        Assert.Equal(["set iommu=pt", "fail", "set quiet"], Calls);
        Assert.Equal("quiet\n", File.ReadAllText(_tree.PathOf("kept")));
    }

    [Fact]
    public void AFailureOfItsOwnTakesItBackToo()
    {
        using HostRoot host = HostRoot.Open(_scene.Root);
        PlannedCommand failing = new(Keeper, "fail") { IsRefresher = false, Inverse = Back };
        Assert.Throws<ChangeException>(() => _scene.Apply(new HostWriter(host), Of(failing)));
        Assert.Equal(["fail", "set quiet"], Calls);
    }

    [Fact]
    public void UndoingAsksForTheOppositeAndNotForWhatTheJournalSays()
    {
        using HostRoot host = HostRoot.Open(_scene.Root);
        HostWriter writer = new(host);
        _scene.Apply(writer, Plan());
        List<UndoQuestion> asked = [];
        ChangeUndoer undoer = new(writer, _scene.Runner, (_, question) =>
        {
            asked.Add(question);
            return [Back];
        });
        PassthroughChange undone = undoer.Undo(Assert.Single(undoer.Plan([], all: false)));
        Assert.Equal(ChangeState.Undone, undone.State);
        Assert.All(asked, question => Assert.Equal(new ArgumentChange("Example", ["quiet"], ["iommu=pt"]), question.Arguments));
        Assert.Equal(["set iommu=pt", "set quiet"], Calls);
        Assert.Equal("quiet\n", File.ReadAllText(_tree.PathOf("kept")));
    }

    [Theory]
    [InlineData("arguments/added/0", "\"--option\"")]
    [InlineData("arguments/added/0", "\"a\\nb\"")]
    [InlineData("arguments/added/0", "\"\"")]
    [InlineData("arguments/added", "null")]
    [InlineData("arguments/keeper", "\"\"")]
    [InlineData("arguments/keeper", "null")]
    public void WhatIsNoArgumentIsRefused(string path, string value)
    {
        using HostRoot host = HostRoot.Open(_scene.Root);
        HostWriter writer = new(host);
        _scene.Apply(writer, Plan());
        string entry = Path.Combine(_tree.PathOf(ChangeScene.JournalFolder), "000001.json");
        JsonNode document = JsonNode.Parse(File.ReadAllText(entry))!;
        Set(document, path.Split('/'), JsonNode.Parse(value));
        File.WriteAllText(entry, document.ToJsonString());
        JournalException error = Assert.Throws<JournalException>(() => new ChangeUndoer(writer, _scene.Runner, (_, _) => []).Plan([], all: false));
        Assert.Equal("JournalMalformed", error.ErrorId);
        Assert.Equal(["set iommu=pt"], Calls);
    }

    private static PlannedCommand Back => new(Keeper, "set", "quiet") { IsRefresher = false };

    private static ChangePlan Plan(params IReadOnlyList<PlannedCommand> then) =>
        Of([new PlannedCommand(Keeper, "set", "iommu=pt") { IsRefresher = false, Inverse = Back }, .. then]);

    private static ChangePlan Of(params IReadOnlyList<PlannedCommand> commands) => new()
    {
        Command = "Set-Example",
        Summary = "Keep an argument",
        Arguments = Added,
        Commands = commands,
    };

    private static void Set(JsonNode document, string[] path, JsonNode? value)
    {
        JsonNode parent = path[..^1].Aggregate(document, (node, name) => int.TryParse(name, out int index) ? node[index]! : node[name]!);
        if (int.TryParse(path[^1], out int last)) parent[last] = value;
        else parent[path[^1]] = value;
    }
}
