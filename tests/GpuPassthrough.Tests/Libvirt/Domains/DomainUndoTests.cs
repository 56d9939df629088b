using System.Text.Json.Nodes;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Tests.Changes;
using GpuPassthrough.Tests.Libvirt.Client;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Libvirt.Domains;

/// <summary>Domains in the journal: interrupted, failed, tampered with, taken back; on libvirt's test driver.</summary>
public sealed class DomainUndoTests : IDisposable
{
    private readonly TemporaryHost _host = new();
    private readonly TestDriver _driver;
    private readonly DomainKeeper _keeper;
    private readonly string _name = "guest-" + Guid.NewGuid();
    private readonly Guid _uuid;
    private readonly string _before;

    public DomainUndoTests()
    {
        _driver = new TestDriver(_host);
        _keeper = new DomainKeeper(_driver.Root);
        _uuid = _driver.Define(_name);
        _before = _driver.Xml(_uuid);
    }

    private string Journal => _host.PathOf("var/lib/gpu-passthrough/000001.json");

    public void Dispose()
    {
        _keeper.Dispose();
        _driver.Dispose();
        _host.Dispose();
    }

    [Fact]
    public void AChangeRecoversFromAnyStep()
    {
        int steps = 0;
        while (Interrupt(++steps, writer => Apply(writer, Titled("one"))))
        {
            Undo();
            Assert.Equal(_before, _driver.Xml(_uuid));
        }

        Assert.InRange(steps, 8, 100);
    }

    [Fact]
    public void AnUndoingRecoversFromAnyStep()
    {
        int steps = 0;
        bool isInterrupted;
        do
        {
            Apply(new HostWriter(_driver.Root), Titled("one"));
            isInterrupted = Interrupt(++steps, Undo);
            Undo();
            Assert.Equal(_before, _driver.Xml(_uuid));
        }
        while (isInterrupted);

        Assert.InRange(steps, 4, 100);
    }

    [Fact]
    public void OneThatCannotBeDefinedPutsTheOthersBack()
    {
        Guid other = _driver.Define("other-" + Guid.NewGuid());
        string old = _driver.Xml(other);
        ChangePlan plan = Titled("one", new PlannedDomain(TestDriver.Uri, other, "other", old, old.Replace("</name>", "</name><nonsense/>", StringComparison.Ordinal)));

        ChangeException exception = Assert.Throws<ChangeException>(() => Apply(new HostWriter(_driver.Root), plan));

        Assert.Equal("ChangeFailed", exception.ErrorId);
        Assert.Equal("LibvirtSchema", Assert.IsType<LibvirtException>(exception.InnerException).ErrorId);
        Assert.Equal((_before, old), (_driver.Xml(_uuid), _driver.Xml(other)));
    }

    [Fact]
    public void WhatLibvirtDoesNotKeepIsPutBack()
    {
        // The test driver takes a unit and keeps KiB: what it was handed is not there any more.
        string handed = _before.Replace("<memory unit='KiB'>65536</memory>", "<memory unit='MiB'>64</memory>", StringComparison.Ordinal);
        LibvirtException exception = Assert.Throws<LibvirtException>(() => _keeper.Define(TestDriver.Uri, _uuid, _name, handed));

        Assert.Equal("LibvirtNotTaken", exception.ErrorId);
        Assert.Contains("memory", exception.Message);
        Assert.Equal(_before, _driver.Xml(_uuid));
    }

    [Fact]
    public void OneThatWasEditedMeanwhileIsLeftAlone()
    {
        ChangePlan plan = Titled("one");
        _driver.Connection.Define(_name, _before.Replace("</name>", "</name>\n  <title>mine</title>", StringComparison.Ordinal)).Dispose();

        Assert.Equal("ChangeFileMoved", Assert.Throws<ChangeException>(() => Apply(new HostWriter(_driver.Root), plan)).ErrorId);
        Assert.Contains("<title>mine</title>", _driver.Xml(_uuid));
        Assert.False(File.Exists(Journal));
    }

    [Fact]
    public void ANewDomainIsUndefinedWhenItIsUnchanged()
    {
        Guid uuid = Guid.NewGuid();
        string name = "new-" + uuid;
        Apply(new HostWriter(_driver.Root), New(name, uuid));
        Assert.NotNull(_driver.Connection.Find(uuid));

        Undo();

        Assert.Null(_driver.Connection.Find(uuid));
    }

    [Fact]
    public void ANewDomainThatWasEditedOrRunsStays()
    {
        Guid uuid = Guid.NewGuid();
        string name = "new-" + uuid;
        Apply(new HostWriter(_driver.Root), New(name, uuid));
        using (var domain = _driver.Connection.Find(uuid)!)
        {
            domain.Start();
            Assert.Equal("ChangeUndoFailed", Assert.Throws<ChangeException>(Undo).ErrorId);
            domain.Destroy();
        }

        _driver.Connection.Define(name, _driver.Xml(uuid).Replace("</name>", "</name><title>mine</title>", StringComparison.Ordinal)).Dispose();
        Assert.Equal("ChangeConflict", Assert.Throws<ChangeException>(Undo).ErrorId);
        Assert.NotNull(_driver.Connection.Find(uuid));
    }

    [Fact]
    public void TheJournalKeepsTheOldTextForItsOwnerAlone()
    {
        Apply(new HostWriter(_driver.Root), Titled("one"));

        Assert.Equal("600", Tool.Run("stat", "-c", "%a", Journal).Trim());
        Assert.Equal(_before, (string?)JsonNode.Parse(File.ReadAllText(Journal))!["domains"]![0]!["old"]);
    }

    [Theory]
    [InlineData("uri", "\"qemu+ssh://elsewhere/system\"")]
    [InlineData("uri", "\"qemu:///system?socket=/tmp/x\"")]
    [InlineData("uri", "null")]
    [InlineData("uuid", "\"00000000-0000-0000-0000-000000000001\"")]
    [InlineData("uuid", "\"nothing\"")]
    [InlineData("name", "\"\"")]
    [InlineData("name", "null")]
    [InlineData("old", "\"<domain/>\"")]
    [InlineData("old", "\"<network/>\"")]
    [InlineData("new", "\"<!DOCTYPE domain><domain/>\"")]
    [InlineData("defined", "\"<domain><uuid>00000000-0000-0000-0000-000000000001</uuid></domain>\"")]
    [InlineData("extra", "1")]
    public void WhatSomebodyElseWroteIsRefused(string property, string value)
    {
        Apply(new HostWriter(_driver.Root), Titled("one"));
        string after = _driver.Xml(_uuid);
        JsonNode entry = JsonNode.Parse(File.ReadAllText(Journal))!;
        entry["domains"]![0]![property] = JsonNode.Parse(value);
        File.WriteAllText(Journal, entry.ToJsonString());

        Assert.Equal("JournalMalformed", Assert.Throws<JournalException>(Undo).ErrorId);
        Assert.Equal(after, _driver.Xml(_uuid));
    }

    [Fact]
    public void WithoutADaemonNothingIsTakenBack()
    {
        Apply(new HostWriter(_driver.Root), Titled("one"));
        Assert.Throws<HostNotLiveException>(() => new ChangeUndoer(new HostWriter(_driver.Root), null, null).Plan([], all: true));
    }

    private static ChangePlan New(string name, Guid uuid) => new()
    {
        Command = "New-Example",
        Summary = "Make a domain",
        Domains = [new PlannedDomain(TestDriver.Uri, uuid, name, null, $"<domain type='test'><name>{name}</name><uuid>{uuid}</uuid><memory unit='KiB'>65536</memory><vcpu>1</vcpu><os><type>hvm</type></os></domain>")],
    };

    private ChangePlan Titled(string title, params PlannedDomain[] more) => new()
    {
        Command = "Set-Example",
        Summary = "Give a title",
        Domains = [new PlannedDomain(TestDriver.Uri, _uuid, _name, _before, _before.Replace("</name>", $"</name>\n  <title>{title}</title>", StringComparison.Ordinal)), .. more],
    };

    // Once dead, always dead: nothing is done any more, however the code goes on.
    private bool Interrupt(int steps, Action<HostWriter> work)
    {
        int left = steps;
        HostWriter writer = new(_driver.Root)
        {
            Before = _ => left <= 0 ? throw new OperationInterruptedException() : Errno.None,
            After = _ =>
            {
                if (--left == 0) throw new OperationInterruptedException();
            },
        };
        _ = Record.Exception(() => work(writer));
        Assert.True(steps < 100, "It never ends.");
        return left <= 0;
    }

    private void Apply(HostWriter writer, ChangePlan plan) => new ChangeApplier(writer, null, _keeper).Apply(plan);

    private void Undo() => Undo(new HostWriter(_driver.Root));

    private void Undo(HostWriter writer)
    {
        ChangeUndoer undoer = new(writer, null, null, _keeper);
        IReadOnlyList<UndoPlan> plans = undoer.Plan([], all: true);
        if (plans.Count == 0 && undoer.HasLeftovers()) undoer.Tidy();
        foreach (UndoPlan plan in plans) undoer.Undo(plan);
    }
}
