using System.Management.Automation.Runspaces;
using GpuPassthrough.Changes;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Client;
using GpuPassthrough.Tests.Changes;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Libvirt.Client;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Libvirt.Domains;

/// <summary>What every command that changes domains has from its base, on libvirt's test driver.</summary>
public sealed class DomainChangeTests : IDisposable
{
    private readonly TemporaryHost _host = new TemporaryHost().File("etc/machine-id", "0123\n");
    private readonly TestDriver _driver;
    private readonly Engine _engine;
    private readonly string _name = "guest-" + Guid.NewGuid();
    private readonly Guid _uuid;

    public DomainChangeTests()
    {
        _driver = new TestDriver(_host);
        _uuid = _driver.Define(_name, "<devices><graphics type='vnc' port='-1' passwd='hunter2'/></devices>");
        InitialSessionState state = Engine.CoreCommands();
        state.Commands.Add(new SessionStateCmdletEntry("Set-DomainExample", typeof(SetDomainExampleCommand), null));
        _engine = Engine.From(state);
        Assert.Empty(_engine.Run("Import-Module -Name $manifest -ErrorAction Stop", ("manifest", Repository.StagedManifest)).Errors);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _driver.Dispose();
        _host.Dispose();
    }

    [Fact]
    public void ChangesTheDomainAndKeepsItsSecret()
    {
        EngineResult result = Run("Set-DomainExample $name -Title one -Uri $uri -HostRoot $root -PassThru");

        Assert.Empty(result.Errors);
        Assert.Contains("<title>one</title>", _driver.Xml(_uuid));
        Assert.Contains("hunter2", _driver.Xml(_uuid));
        LibvirtDomain domain = Assert.Single(Of<LibvirtDomain>(result));
        Assert.Equal((_name, TestDriver.Uri, _host.Root), (domain.Name, domain.Uri, domain.HostRoot));
        Assert.DoesNotContain("hunter2", domain.Xml);
    }

    [Fact]
    public void WhatIfShowsTheDifferenceAndLeavesNoTrace()
    {
        string before = _driver.Xml(_uuid);
        string[] tree = TreeState.WithTimes(_host.Root);

        EngineResult result = Run("Set-DomainExample $name -Title one -Uri $uri -HostRoot $root -WhatIf -PassThru");

        Assert.Contains("<title>one</title>", result.HostText);
        PassthroughChange change = Assert.Single(Of<PassthroughChange>(result));
        Assert.Equal((ChangeState.Planned, ChangeAction.Edit), (change.State, Assert.Single(change.Domains).Action));
        Assert.Equal(before, _driver.Xml(_uuid));
        Assert.Equal(tree, TreeState.WithTimes(_host.Root));
    }

    [Fact]
    public void AWholePipelineCanBeTriedWithWhatIf()
    {
        EngineResult result = Run("Get-LibvirtDomain $name -Uri $uri -HostRoot $root | Set-DomainExample -Title one -WhatIf -PassThru | Set-DomainExample -Title two -WhatIf -PassThru");

        Assert.Empty(result.Errors);
        Assert.Contains("two", Assert.Single(Of<PassthroughChange>(result)).Domains[0].Diff);
    }

    [Fact]
    public void SecretsAreNowhereToBeSeen()
    {
        EngineResult result = Run("Set-DomainExample $name -Title one -Uri $uri -HostRoot $root -Verbose -PassThru; Get-PassthroughChange -HostRoot $root; Undo-PassthroughChange -HostRoot $root -Verbose -WhatIf -PassThru");

        Assert.Empty(result.Errors);
        Assert.DoesNotContain("hunter2", result.HostText + string.Join('\n', Of<PassthroughChange>(result).SelectMany(change => change.Domains).Select(domain => domain.Diff + string.Join(' ', domain.Added))));
    }

    [Fact]
    public void AgainChangesNothing()
    {
        Run("Set-DomainExample $name -Title one -Uri $uri -HostRoot $root");
        EngineResult result = Run("Set-DomainExample $name -Title one -Uri $uri -HostRoot $root -PassThru; Get-PassthroughChange -HostRoot $root");

        Assert.Single(Of<LibvirtDomain>(result));
        Assert.Single(Of<PassthroughChange>(result));
    }

    [Fact]
    public void UndoGivesTheOldDefinitionBack()
    {
        string before = _driver.Xml(_uuid);
        Run("Set-DomainExample $name -Title one -Uri $uri -HostRoot $root");
        EngineResult result = Run("Undo-PassthroughChange -HostRoot $root -PassThru");

        Assert.Empty(result.Errors);
        Assert.Equal(ChangeState.Undone, Assert.Single(Of<PassthroughChange>(result)).State);
        Assert.Equal(before, _driver.Xml(_uuid));
    }

    [Fact]
    public void SeveralUndoneAtOnceFindWhatTheLaterLeave()
    {
        string before = _driver.Xml(_uuid);
        Run("'one', 'two', 'three' | ForEach-Object { Set-DomainExample $name -Title $_ -Uri $uri -HostRoot $root }");
        EngineResult result = Run("Undo-PassthroughChange -All -HostRoot $root -PassThru");

        Assert.Empty(result.Errors);
        Assert.Equal(3, Of<PassthroughChange>(result).Count());
        Assert.Equal(before, _driver.Xml(_uuid));
    }

    [Fact]
    public void UndoRefusesWhatWasEditedSince()
    {
        Run("Set-DomainExample $name -Title one -Uri $uri -HostRoot $root");
        string edited = _driver.Xml(_uuid).Replace("<title>one</title>", "<title>mine</title>", StringComparison.Ordinal);
        _driver.Connection.Define(_name, edited).Dispose();
        EngineResult result = Run("Undo-PassthroughChange -HostRoot $root");

        Assert.Equal("ChangeConflict,GpuPassthrough.Commands.UndoPassthroughChangeCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Contains("+  <title>one</title>", result.Errors[0].ToString());
        Assert.Contains("+  <title>mine</title>", result.Errors[0].ToString());
        Assert.Contains("<title>mine</title>", _driver.Xml(_uuid));
    }

    [Fact]
    public void OneThatIsNotThereRefusesAll()
    {
        EngineResult result = Run("$name, 'nobody' | Set-DomainExample -Title one -Uri $uri -HostRoot $root");

        Assert.StartsWith("LibvirtDomainNotFound,", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.DoesNotContain("<title>", _driver.Xml(_uuid));
        Assert.False(Directory.Exists(_host.PathOf("var")));
    }

    [Fact]
    public void NearNamesAreNamed()
    {
        EngineResult result = Run("Get-LibvirtDomain ($name + 'x') -Uri $uri -HostRoot $root");

        Assert.Contains(_name, Assert.Single(result.Errors).ErrorDetails!.RecommendedAction);
    }

    [Fact]
    public void ARunningDomainIsToldWhenTheChangeCounts()
    {
        using (LibvirtHandle domain = _driver.Connection.Find(_uuid)!) domain.Start();
        EngineResult result = Run("Set-DomainExample $name -Title one -Uri $uri -HostRoot $root");

        Assert.Contains("started again", result.HostText);
        Assert.Contains("<title>one</title>", _driver.Xml(_uuid));
    }

    [Fact]
    public void RemoteDaemonsAreRefusedWithTheHint()
    {
        EngineResult result = Run("Get-LibvirtDomain -Uri qemu+ssh://host/system -HostRoot $root");

        Assert.Equal("LibvirtUriRefused,GpuPassthrough.Commands.GetLibvirtDomainCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Contains("remoting", result.Errors[0].ErrorDetails!.RecommendedAction);
    }

    [Fact]
    public void FilesAreEditedInPlaceAndLeaveTheJournalAlone()
    {
        string path = _host.File("home/win10.xml", "<!-- mine -->\n<domain type='kvm'>\n  <name>win10</name>\n</domain>\n").PathOf("home/win10.xml");
        Tool.Run("chmod", "640", path);

        EngineResult result = Run($"Set-DomainExample -Path '{_host.Root}/home/*.xml' -Title one -HostRoot $root -PassThru; [IO.FileInfo]::new('{path}') | Set-DomainExample -Title two -HostRoot $root");

        Assert.Empty(result.Errors);
        Assert.Equal("<!-- mine -->\n<domain type='kvm'>\n  <name>win10</name><title>two</title>\n</domain>\n", File.ReadAllText(path));
        Assert.Equal("640", Tool.Run("stat", "-c", "%a", path).Trim());
        Assert.Equal(path, Assert.Single(Of<LibvirtDomain>(result)).Path);
        Assert.False(Directory.Exists(_host.PathOf("var")));
    }

    [Fact]
    public void ObjectsSurviveSerialisation()
    {
        EngineResult result = Run("$d = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-LibvirtDomain $name -Uri $uri -HostRoot $root))); $d | Set-DomainExample -Title one");

        Assert.Empty(result.Errors);
        Assert.Contains("<title>one</title>", _driver.Xml(_uuid));
    }

    private static IEnumerable<T> Of<T>(EngineResult result) => result.Output.Select(item => item.BaseObject).OfType<T>();

    private EngineResult Run(string script) => _engine.Run(script, ("root", _host.Root), ("uri", TestDriver.Uri), ("name", _name));
}
