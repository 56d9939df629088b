using System.Xml.Linq;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Client;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Libvirt.Client;

/// <summary>The client against a real libvirt.so.0. The test driver's default domain is named test and runs (libvirt's docs/drvtest).</summary>
public sealed class LibvirtConnectionTests : IDisposable
{
    private readonly TemporaryHost _host = new();
    private readonly TestDriver _driver;

    public LibvirtConnectionTests() => _driver = new TestDriver(_host);

    public void Dispose()
    {
        _driver.Dispose();
        _host.Dispose();
    }

    [Fact]
    public void ListsWhatVirshLists()
    {
        string[] expected = Tool.Run("virsh", "--connect", TestDriver.Uri, "list", "--all", "--name").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        List<string> names = [];
        foreach (LibvirtHandle handle in _driver.Connection.List())
        {
            using LibvirtHandle domain = handle;
            names.Add(domain.Name);
        }

        Assert.Superset(expected.ToHashSet(), names.ToHashSet());
    }

    [Fact]
    public void ReadsWhatVirshReads()
    {
        string virsh = Tool.Run("virsh", "--connect", TestDriver.Uri, "dumpxml", "--inactive", "test");
        string uuid = Tool.Run("virsh", "--connect", TestDriver.Uri, "domuuid", "test").Trim();
        using LibvirtHandle domain = _driver.Connection.Find("test")!;

        Assert.Equal(virsh.Trim(), domain.ReadXml(withSecrets: false).Trim());
        Assert.Equal(LibvirtDomainState.Running, domain.State);
        Assert.True(domain.IsPersistent);
        Assert.Equal(Guid.Parse(XElement.Parse(virsh).Element("uuid")!.Value), domain.Uuid);
        Assert.True(Guid.TryParse(uuid, out _));
    }

    [Fact]
    public void KnowsTheVersionOfTheLibrary()
    {
        string version = Tool.Run("virsh", "--version").Trim();

        Assert.Equal(Version.Parse(version), _driver.Connection.ReadVersions().Daemon);
    }

    [Fact]
    public void FindsByUuidAndMissesWhatIsNotThere()
    {
        Guid uuid = _driver.Define("found-" + Guid.NewGuid());
        using LibvirtHandle? found = _driver.Connection.Find(uuid);

        Assert.NotNull(found);
        Assert.Null(_driver.Connection.Find(Guid.NewGuid()));
        Assert.Null(_driver.Connection.Find("no such domain"));
    }

    [Fact]
    public void SecretsComeOnlyWhenAskedFor()
    {
        Guid uuid = _driver.Define("secret-" + Guid.NewGuid(), "<devices><graphics type='vnc' port='-1' passwd='hunter2'/></devices>");

        Assert.Contains("hunter2", _driver.Xml(uuid));
        Assert.DoesNotContain("hunter2", _driver.Xml(uuid, withSecrets: false));
    }

    [Fact]
    public void AReadOnlyConnectionGivesNoSecretsAndChangesNothing()
    {
        Guid uuid = _driver.Define("locked-" + Guid.NewGuid());
        using LibvirtConnection connection = LibvirtConnection.Open(_driver.Root, TestDriver.Uri, readOnly: true);
        using LibvirtHandle domain = connection.Find(uuid)!;

        LibvirtException secrets = Assert.Throws<LibvirtException>(() => domain.ReadXml(withSecrets: true));
        LibvirtException undefine = Assert.Throws<LibvirtException>(domain.Undefine);
        Assert.Equal(("LibvirtDenied", 29), (secrets.ErrorId, secrets.Code));
        Assert.Equal(("LibvirtDenied", 29), (undefine.ErrorId, undefine.Code));
        Assert.Contains("group libvirt", secrets.NextStep);
    }

    [Fact]
    public void WhatTheSchemaDoesNotKnowIsRefused()
    {
        LibvirtException exception = Assert.Throws<LibvirtException>(() => _driver.Define("unknown", "<nonsense/>"));

        Assert.Equal(("LibvirtSchema", 92), (exception.ErrorId, exception.Code));
        Assert.Contains("nonsense", exception.Message);
        Assert.Null(_driver.Connection.Find("unknown"));
    }

    [Fact]
    public void AnotherDomainOfTheNameIsRefused()
    {
        string name = "twice-" + Guid.NewGuid();
        _driver.Define(name);
        LibvirtException exception = Assert.Throws<LibvirtException>(() => _driver.Define(name));

        Assert.Equal("LibvirtDomainExists", exception.ErrorId);
    }

    [Fact]
    public void StartsAndStops()
    {
        using LibvirtHandle domain = _driver.Connection.Find(_driver.Define("power-" + Guid.NewGuid()))!;
        domain.Start();
        Assert.Equal(LibvirtDomainState.Running, domain.State);
        domain.Destroy();
        LibvirtException again = Assert.Throws<LibvirtException>(domain.Destroy);

        Assert.Equal(LibvirtDomainState.Shutoff, domain.State);
        Assert.Equal(("LibvirtStateInvalid", 55), (again.ErrorId, again.Code));
    }

    [Fact]
    public void AConfigurationThatIsNoneIsAnError()
    {
        string path = _host.File("node.xml", "<node><nonsense/>").PathOf("node.xml");
        LibvirtException exception = Assert.Throws<LibvirtException>(() => LibvirtConnection.Open(_driver.Root, "test://" + path));

        Assert.NotEqual(0, exception.Code);
        Assert.NotNull(exception.NextStep);
        Assert.Equal("DomainFileNotFound", Assert.Throws<DomainFileException>(() => LibvirtConnection.Open(_driver.Root, "test:///no/such/file.xml")).ErrorId);
    }

    [Fact]
    public void DaemonsOfTheMachineAreNotReachedFromAnotherRoot() =>
        Assert.Equal("HostDomainsNotLive", Assert.Throws<HostNotLiveException>(() => LibvirtConnection.Open(_driver.Root, "qemu:///system")).ErrorId);

    [Fact]
    public void ErrorsAreThoseOfTheThreadThatCalled()
    {
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, index =>
        {
            LibvirtException exception = Assert.Throws<LibvirtException>(() => _driver.Define($"unknown{index}", $"<nonsense{index}/>"));
            Assert.Contains($"nonsense{index}", exception.Message);
        });
    }
}
