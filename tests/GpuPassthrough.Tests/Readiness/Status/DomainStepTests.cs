using GpuPassthrough.Readiness;
using GpuPassthrough.Tests.Firmware;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Libvirt.Client;
using GpuPassthrough.Tests.Vfio.Stubs;
using Xunit;
using static GpuPassthrough.Readiness.PassthroughStepName;

namespace GpuPassthrough.Tests.Readiness.Status;

/// <summary>The steps that concern a domain: on files of the tutorial's machine with its card stubbed, and on libvirt's test driver.</summary>
public sealed class DomainStepTests : IDisposable
{
    private const string Definition = "etc/libvirt/qemu/win10.xml";

    private readonly StubbedHost _host = StubbedHost.Of();

    public DomainStepTests()
    {
        _host.Do("Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore");
        RestartedHost.RebuildImages(_host.Tree);
        RestartedHost.Restart(_host.Tree);
        _host.Tree.File(Definition, File.ReadAllText(Path.Combine(Repository.Root, "tests", "domains", "win10.before.xml")));
    }

    public void Dispose() => _host.Dispose();

    [Fact]
    public void EachCommandThatIsShownDoesItsStep()
    {
        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> before = _host.Steps("-Domain win10 -Method DisableHypervisorBit");
        _host.Do(before[Stealth].Command! + " -WarningAction Ignore");
        _host.Do(before[HostDevice].Command! + " -WarningAction Ignore");

        // Now that the domain has the card it is found by it.
        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> after = _host.Steps("-Method DisableHypervisorBit");

        Assert.Equal("Done Done Done Done Optional Done Ready Ready Waiting", before.States());
        Assert.Equal("Done Done Done Done Optional Done Done Done Waiting", after.States());
        Assert.Equal("win10", after[Domain].Domain);
        Assert.Null(after[Started].After);
    }

    [Fact]
    public void ADomainIsChosenAmongThoseThereAre()
    {
        PassthroughStep none = _host.Steps()[Domain];
        PassthroughStep unknown = _host.Steps("-Domain win11")[Domain];

        Assert.Equal("Get-PassthroughStatus 0000:01:00.0 -Domain win10 -Uri qemu:///system", none.Command!.Replace($" -HostRoot {_host.Root}", "", StringComparison.Ordinal));
        Assert.Equal("New-LibvirtDomain -Name win11 -Uri qemu:///system", unknown.Command!.Replace($" -HostRoot {_host.Root}", "", StringComparison.Ordinal));
        Assert.Contains("win10", unknown.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void ACardOfAnotherDomainIsInTheWay()
    {
        _host.Do("Add-DomainHostDevice -LiteralPath $root/etc/libvirt/qemu/win10.xml 01:00.0 -HostRoot $root -WarningAction Ignore");
        _host.Tree.File("etc/libvirt/qemu/win11.xml", "<domain type='kvm'><name>win11</name><devices/></domain>");

        PassthroughStep device = _host.Steps("-Domain win11")[HostDevice];

        Assert.Equal(PassthroughStepState.Blocked, device.State);
        Assert.Contains("win10", device.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void ARomFileIsFoundAndGivenToTheDomain()
    {
        _host.Tree.Folder("usr/share/qemu");
        PassthroughStep wanted = _host.Steps("-Domain win10 -Destination $root/usr/share/qemu")[Rom];
        string rom = _host.Tree.PathOf("usr/share/qemu/gpu-10de-1c03-0000:01:00.0-20261125T120000.rom");
        File.WriteAllBytes(rom, Roms.NvidiaSysfs);
        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> found = _host.Steps("-Domain win10");
        _host.Do(found[HostDevice].Command! + " -WarningAction Ignore");
        PassthroughStep used = _host.Steps()[Rom];

        Assert.Equal((PassthroughStepState.Ready, $"Export-GpuRom 0000:01:00.0 -Destination {_host.Root}/usr/share/qemu -HostRoot {_host.Root}"), (wanted.State, wanted.Command));
        Assert.Equal(PassthroughStepState.Done, found[Rom].State);
        Assert.Contains($"-Rom {rom}", found[HostDevice].Command!, StringComparison.Ordinal);
        Assert.Equal(PassthroughStepState.Done, used.State);
        Assert.Contains("The domain win10 has /usr/share/qemu/gpu-10de-1c03", used.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void ARomFileOfAnotherCardIsNone()
    {
        _host.Tree.Folder("usr/share/qemu");
        File.WriteAllBytes(_host.Tree.PathOf("usr/share/qemu/gpu-10de-1c03-0000:01:00.0-20261125T120000.rom"), [0x55, 0xaa, 1, 2]);
        string file = _host.Tree.PathOf("usr/share/qemu/mine.rom");
        File.WriteAllBytes(file, [0x55, 0xaa, 1, 2]);

        Assert.Equal(PassthroughStepState.Optional, _host.Steps()[Rom].State);
        PassthroughStep named = _host.Steps("-Destination $root/usr/share/qemu/mine.rom")[Rom];
        Assert.Equal(PassthroughStepState.Blocked, named.State);
        Assert.Contains(file, named.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void ARomFileThatIsGoneIsToBeMadeAgain()
    {
        _host.Do("Add-DomainHostDevice -LiteralPath $root/etc/libvirt/qemu/win10.xml 01:00.0 -HostRoot $root -WarningAction Ignore");
        string xml = _host.Read(Definition);
        _host.Tree.File(Definition, xml.Replace("      </source>\n", "      </source>\n      <rom file='/usr/share/qemu/lost.rom'/>\n", StringComparison.Ordinal));

        PassthroughStep rom = _host.Steps()[Rom];

        Assert.Equal((PassthroughStepState.Ready, $"Export-GpuRom 0000:01:00.0 -Destination {_host.Root}/usr/share/qemu/lost.rom -HostRoot {_host.Root}"), (rom.State, rom.Command));
    }

    [Fact]
    public void TheBootDisplayNeedsAFileThatItDoesNotGive()
    {
        PassthroughStep rom = _host.Do("Get-PassthroughStatus 00:02.0 -HostRoot $root -Uri qemu:///system").Of<PassthroughStep>().Single(step => step.Step == Rom);

        Assert.Contains("boot", rom.Evidence, StringComparison.Ordinal);
        Assert.Null(rom.Command);
    }

    [Fact]
    public void ADomainOfADaemonIsStartedInTheEnd()
    {
        TestDriver.Require();
        using TestDriver driver = new(_host.Tree);
        string name = "guest-" + Guid.NewGuid();
        driver.Define(name);

        // Each connection to the file has its own two domains; the default's are shared.
        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> Steps() =>
            StatusScene.Of(_host.Do($"Get-PassthroughStatus 01:00.0 -HostRoot $root -Uri test:///default -Domain {name} -Method Enlightened"));
        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> before = Steps();
        foreach (PassthroughStepName step in new[] { Stealth, HostDevice, Started }) _host.Do(Steps()[step].Command! + " -WarningAction Ignore -InformationAction Ignore");

        Assert.Equal("Done Done Done Done Optional Done Ready Ready Waiting", before.States());
        Assert.Equal($"Set-DomainStealth -Name {name} -Method Enlightened -Uri test:///default", before.Command(Stealth));
        Assert.Equal("Done Done Done Done Optional Done Done Done Done", Steps().States());
    }

    [Fact]
    public void ADaemonThatDoesNotAnswerHidesNoStepOfTheHost()
    {
        TestDriver.Require();

        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> steps = StatusScene.Of(_host.Do("Get-PassthroughStatus 01:00.0 -HostRoot $root -Uri test:///no/such/file.xml"));

        Assert.Equal("Done Done Done Done Optional Blocked Waiting Waiting Waiting", steps.States());
    }
}
