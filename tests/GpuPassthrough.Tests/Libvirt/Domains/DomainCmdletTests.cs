using System.Management.Automation;
using System.Xml.Linq;
using GpuPassthrough.Changes;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Tests.Changes;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Libvirt.Client;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Libvirt.Domains;

/// <summary>Get-, New-, Start- and Stop-LibvirtDomain on libvirt's test driver.</summary>
public sealed class DomainCmdletTests : IDisposable
{
    private readonly TemporaryHost _host = new TemporaryHost().File("disks/win.qcow2", "").File("disks/windows.iso", "");
    private readonly TestDriver _driver;
    private readonly Engine _engine = Engine.WithModule();
    private readonly string _name = "guest-" + Guid.NewGuid();

    public DomainCmdletTests() => _driver = new TestDriver(_host);

    public void Dispose()
    {
        _engine.Dispose();
        _driver.Dispose();
        _host.Dispose();
    }

    [Fact]
    public void GetsByNamePatternAndAll()
    {
        _driver.Define(_name);
        Assert.Equal(_name, Assert.Single(Domains(Run("Get-LibvirtDomain $name.ToUpperInvariant().Replace('GUEST', '*') -Uri $uri -HostRoot $root"))).Name);
        Assert.Contains(Domains(Run("Get-LibvirtDomain -Uri $uri -HostRoot $root")), domain => domain.Name == "test");
        Assert.Equal("LibvirtDomainNoMatch", Id(Run("Get-LibvirtDomain nobody* -Uri $uri -HostRoot $root")));
        Assert.Equal("LibvirtDomainNotFound", Id(Run("Get-LibvirtDomain TEST -Uri $uri -HostRoot $root")));
    }

    [Fact]
    public void OneThatIsNotThereIsOneErrorAndTheOthersCome()
    {
        EngineResult result = Run("Get-LibvirtDomain nobody, test -Uri $uri -HostRoot $root");

        Assert.Equal("test", Assert.Single(Domains(result)).Name);
        Assert.Equal("LibvirtDomainNotFound", Id(result));
    }

    [Fact]
    public void TheEnvironmentNamesTheDefaultDaemon()
    {
        Assert.Equal(TestDriver.Fixed, Environment.GetEnvironmentVariable("LIBVIRT_DEFAULT_URI"));
        LibvirtDomain[] domains = [.. Domains(Run("Get-LibvirtDomain -HostRoot $root"))];
        Assert.Equal(["test", "win10"], domains.Select(domain => domain.Name));
        Assert.All(domains, domain => Assert.Equal(TestDriver.Fixed, domain.Uri));
    }

    [Fact]
    public void NewDefinesOnceAndIsUndone()
    {
        EngineResult first = Run("New-LibvirtDomain $name -Memory 2GB -ProcessorCount 2 -Disk $root/disks/win.qcow2 -Iso $root/disks/windows.iso -Tpm -Uri $uri -HostRoot $root");
        Assert.Empty(first.Errors);
        LibvirtDomain domain = Assert.Single(Domains(first));
        Assert.Equal((_name, LibvirtDomainState.Shutoff), (domain.Name, domain.State));
        Assert.Equal("/disks/win.qcow2", XElement.Parse(domain.Xml).Descendants("source").First().Attribute("file")!.Value);

        EngineResult again = Run("New-LibvirtDomain $name -Memory 2GB -ProcessorCount 2 -Disk $root/disks/win.qcow2 -Tpm -Uri $uri -HostRoot $root");
        Assert.Empty(again.Errors);
        Assert.Equal(domain.Uuid, Assert.Single(Domains(again)).Uuid);

        EngineResult other = Run("New-LibvirtDomain $name -Memory 4GB -ProcessorCount 2 -Disk $root/disks/win.qcow2 -Tpm -Uri $uri -HostRoot $root");
        Assert.Equal("NewDomainExists", Id(other));
        Assert.Contains("-Memory", other.Errors[0].ToString());

        EngineResult undone = Run("Undo-PassthroughChange -HostRoot $root -PassThru");
        Assert.Empty(undone.Errors);
        Assert.Equal(ChangeAction.Create, Assert.Single(Assert.Single(undone.Of<PassthroughChange>()).Domains).Action);
        Assert.Null(_driver.Connection.Find(_name));
    }

    [Fact]
    public void NewWritesAFileOnce()
    {
        EngineResult result = Run("New-LibvirtDomain win10 -Memory 2GB -Disk $root/disks/win.qcow2 -Path $root/win10.xml -HostRoot $root; New-LibvirtDomain win10 -Memory 2GB -Disk $root/disks/win.qcow2 -Path $root/win10.xml -HostRoot $root");

        Assert.Empty(result.Errors);
        Assert.Single(Domains(result).Select(domain => domain.Uuid).Distinct());
        Tool.Run("virt-xml-validate", out int exitCode, _host.PathOf("win10.xml"), "domain");
        Assert.Equal(0, exitCode);
        Assert.Equal("NewDomainExists", Id(Run("New-LibvirtDomain win10 -Memory 3GB -Disk $root/disks/win.qcow2 -Path $root/win10.xml -HostRoot $root")));
        Assert.Empty(Run("New-LibvirtDomain win10 -Memory 3GB -Disk $root/disks/win.qcow2 -Path $root/win10.xml -Force -HostRoot $root").Errors);
    }

    [Theory]
    [InlineData("New-LibvirtDomain $name -Memory 16 -Disk $root/disks/win.qcow2", "NewDomainMemory")]
    [InlineData("New-LibvirtDomain a/b -Memory 2GB -Disk $root/disks/win.qcow2", "NewDomainName")]
    [InlineData("New-LibvirtDomain $name -Memory 2GB -Disk $root/disks/none.qcow2", "NewDiskMissing")]
    [InlineData("New-LibvirtDomain $name -Memory 2GB -Disk $root/disks", "NewDiskMissing")]
    [InlineData("New-LibvirtDomain $name -Memory 2GB -Disk /etc/hostname", "NewDiskElsewhere")]
    public void NewRefuses(string script, string id) => Assert.Equal(id, Id(Run(script + " -Uri $uri -HostRoot $root")));

    [Fact]
    public void NewWithWhatIfLeavesNoTrace()
    {
        string[] tree = TreeState.WithTimes(_host.Root);
        EngineResult result = Run("New-LibvirtDomain $name -Memory 2GB -Disk $root/disks/win.qcow2 -Uri $uri -HostRoot $root -WhatIf; New-LibvirtDomain a -Memory 2GB -Disk $root/disks/win.qcow2 -Path $root/a.xml -HostRoot $root -WhatIf");

        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.Contains("<name>" + _name, result.HostText.Replace("\n", "", StringComparison.Ordinal));
        Assert.Null(_driver.Connection.Find(_name));
        Assert.Equal(tree, TreeState.WithTimes(_host.Root));
    }

    [Fact]
    public void StartsAndStopsAndDoesNeitherTwice()
    {
        _driver.Define(_name);
        EngineResult started = Run("Start-LibvirtDomain $name -Uri $uri -HostRoot $root -PassThru; Start-LibvirtDomain $name -Uri $uri -HostRoot $root -Verbose");
        Assert.Empty(started.Errors);
        Assert.Equal(LibvirtDomainState.Running, Assert.Single(Domains(started)).State);
        Assert.Contains(started.Verbose, line => line.Contains("already", StringComparison.Ordinal));

        EngineResult stopped = Run("Get-LibvirtDomain $name -Uri $uri -HostRoot $root | Stop-LibvirtDomain -PassThru; Stop-LibvirtDomain $name -Uri $uri -HostRoot $root");
        Assert.Empty(stopped.Errors);
        Assert.Equal(LibvirtDomainState.Shutoff, Assert.Single(Domains(stopped)).State);
    }

    [Fact]
    public void AForcedStopAsksAndAShutdownDoesNot()
    {
        _driver.Define(_name);
        Run("Start-LibvirtDomain $name -Uri $uri -HostRoot $root");
        EngineResult asked = Run("Stop-LibvirtDomain $name -Force -Uri $uri -HostRoot $root -WhatIf; Stop-LibvirtDomain $name -Uri $uri -HostRoot $root -WhatIf");
        Assert.Contains("End the guest as it is", asked.HostText);
        Assert.Contains("Shut the guest down", asked.HostText);
        Assert.Equal(LibvirtDomainState.Running, Assert.Single(Domains(Run("Get-LibvirtDomain $name -Uri $uri -HostRoot $root"))).State);
        Assert.Empty(Run("Stop-LibvirtDomain $name -Force -Confirm:$false -Uri $uri -HostRoot $root").Errors);
        Assert.Equal(LibvirtDomainState.Shutoff, Assert.Single(Domains(Run("Get-LibvirtDomain $name -Uri $uri -HostRoot $root"))).State);
    }

    [Fact]
    public void AFileCannotBeStarted()
    {
        string path = _host.File("a.xml", "<domain><name>a</name></domain>").PathOf("a.xml");
        Assert.Equal("DomainFileNotKept", Id(Run($"[IO.FileInfo]::new('{path}') | Start-LibvirtDomain -HostRoot $root")));
    }

    [Fact]
    public void DaemonsOfTheMachineAreNotReachedFromAnotherRoot()
    {
        EngineResult result = Run("Get-LibvirtDomain -Uri qemu:///system -HostRoot $root");

        Assert.Equal("HostDomainsNotLive", Id(result));
        Assert.Contains("-Path", result.Errors[0].ErrorDetails!.RecommendedAction);
    }

    [Fact]
    public void NamesComplete()
    {
        _driver.Define(_name);
        CommandCompletion completion = _engine.Invoke(shell => shell.AddScript($"TabExpansion2 -inputScript 'Start-LibvirtDomain -Uri {TestDriver.Uri} -HostRoot {_host.Root} -Name {_name[..12]}' -cursorColumn ('Start-LibvirtDomain -Uri {TestDriver.Uri} -HostRoot {_host.Root} -Name {_name[..12]}').Length")).Of<CommandCompletion>().Single();

        Assert.Contains(completion.CompletionMatches, match => match.ListItemText == _name && match.ToolTip.Contains("Shutoff", StringComparison.Ordinal));
    }

    private static IEnumerable<LibvirtDomain> Domains(EngineResult result) => result.Output.Select(item => item.BaseObject).OfType<LibvirtDomain>();

    private static string Id(EngineResult result) => Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0];

    private EngineResult Run(string script) => _engine.Run(script, ("root", _host.Root), ("uri", TestDriver.Uri), ("name", _name));
}
