using Xunit;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>What was stubbed before stays stubbed, whoever did it and wherever it stands.</summary>
public sealed class OthersTests
{
    private const string Set = "Set-VfioStub 01:00.0 -HostRoot $root";
    private const string Remove = "Remove-VfioStub 01:00.0 -HostRoot $root";
    private const string Theirs = "8086:8cb1";
    private const string Tutorial = "softdep nouveau pre: vfio-pci\nsoftdep nvidiafb pre: vfio-pci\nsoftdep snd_hda_intel pre: vfio-pci\n";

    private static readonly string[] Card = ["10de:1c03", "10de:10f1"];

    [Fact]
    public void ASecondFunctionIsAddedAndTakenOutAlone()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Do(Set);
        string[] one = host.State;
        host.Do("Set-VfioStub 00:1b.0 -HostRoot $root");
        Assert.Equal([.. Card, "8086:8ca0"], Readers.Ids(Readers.Grub(host.Tree)));
        Assert.Equal(["softdep nouveau pre: vfio-pci", "softdep nvidiafb pre: vfio-pci", "softdep snd_hda_intel pre: vfio-pci"], Readers.Modprobe(host.Tree, "softdep"));
        host.Do("Remove-VfioStub 00:1b.0 -HostRoot $root");
        Assert.Equal(one, host.State);
    }

    [Fact]
    public void TheFirstFunctionIsTakenOutAndTheSecondStays()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Do(Set);
        host.Do("Set-VfioStub 00:1b.0 -HostRoot $root");
        host.Do(Remove);
        Assert.Equal(["8086:8ca0"], Readers.Ids(Readers.Grub(host.Tree)));
        Assert.Equal(["softdep snd_hda_intel pre: vfio-pci"], Readers.Modprobe(host.Tree, "softdep"));
    }

    [Theory]
    [InlineData("GRUB_CMDLINE_LINUX_DEFAULT=\"quiet vfio-pci.ids=8086:8cb1\"")]
    [InlineData("GRUB_CMDLINE_LINUX_DEFAULT='quiet vfio_pci.ids=8086:8cb1 splash'")]
    [InlineData("GRUB_CMDLINE_LINUX_DEFAULT=\"quiet\"\nGRUB_CMDLINE_LINUX=\"vfio-pci.ids=8086:8cb1\"")]
    public void IdsOfOthersOnTheKernelsLineStay(string grub)
    {
        using StubbedHost host = StubbedHost.Of();
        host.Tree.File("etc/default/grub", $"GRUB_DEFAULT=0\n{grub}\n");
        string[] before = host.State;
        host.Do(Set);
        foreach (string shell in (string[])["dash", "bash"]) Assert.Equal([Theirs, .. Card], Readers.Ids(Readers.Grub(host.Tree, shell)).OrderBy(id => id != Theirs));
        string[] once = host.State;
        host.Do(Set);
        Assert.Equal(once, host.State);
        host.Do(Remove);
        Assert.Equal([Theirs], Readers.Ids(Readers.Grub(host.Tree)));
        Assert.Equal(before, host.State);
    }

    /// <summary>The kernel's line hides the options of modprobe.d, so what they name is taken along, and left to them again afterwards.</summary>
    [Fact]
    public void IdsOfModprobeAreTakenAlong()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Tree.File("etc/modprobe.d/vfio.conf", "options vfio-pci ids=8086:8cb1 disable_vga=1\n");
        string[] before = host.State;
        host.Do(Set);
        Assert.Equal([Theirs, .. Card], Readers.Ids(Readers.Grub(host.Tree)).OrderBy(id => id != Theirs));
        Assert.Equal("options vfio-pci ids=8086:8cb1 disable_vga=1\n", host.Read("etc/modprobe.d/vfio.conf"));
        host.Do(Remove);
        Assert.Equal(before, host.State);
    }

    [Fact]
    public void TheFileOfTheTutorialIsAdoptedAndLeftAsItWas()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Tree.File(StubbedHost.Configuration, Tutorial);
        string[] before = host.State;
        host.Do(Set);
        Assert.StartsWith(Tutorial, host.Read(StubbedHost.Configuration), StringComparison.Ordinal);
        Assert.Equal(Tutorial.Split('\n', StringSplitOptions.RemoveEmptyEntries), Readers.Modprobe(host.Tree, "softdep"));
        host.Do(Remove);
        Assert.Equal(before, host.State);
    }

    /// <summary>A host where all of the tutorial was followed by hand: the stub is written down as ours and nothing is there twice.</summary>
    [Fact]
    public void AStubMadeByHandIsTakenOver()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Tree.File(StubbedHost.Configuration, Tutorial).File("etc/default/grub", "GRUB_CMDLINE_LINUX_DEFAULT=\"quiet splash vfio_pci.ids=10de:1c03,10de:10f1\"\n");
        host.Do(Set);
        string[] words = Readers.Grub(host.Tree);
        Assert.Equal(Card, Readers.Ids(words));
        Assert.Single(words, word => word.StartsWith("vfio", StringComparison.Ordinal));
        Assert.Equal(3, Readers.Modprobe(host.Tree, "softdep").Length);
    }

    /// <summary>Recovery entries start without the stub: they take only GRUB_CMDLINE_LINUX.</summary>
    [Fact]
    public void TheRecoveryEntryIsUnstubbed()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Do(Set);
        Assert.Empty(Readers.Ids(Readers.GrubRecovery(host.Tree)));
    }

    [Fact]
    public void WhatOthersStubbedIsNotTakenOut()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Tree.File("etc/default/grub", "GRUB_CMDLINE_LINUX_DEFAULT=\"quiet vfio_pci.ids=10de:1c03,10de:10f1\"\n");
        string[] before = host.State;
        Assert.Equal("StubNotOurs 0000:01:00.0", StubbedHost.Text(Assert.Single(host.Run(Remove).Errors)));
        Assert.Equal(before, host.State);
    }

    [Fact]
    public void RemovingNothingIsNoError()
    {
        using StubbedHost host = StubbedHost.Of();
        string[] before = host.State;
        host.Do(Remove);
        host.Do("Remove-VfioStub -All -HostRoot $root");
        Assert.Equal(before, host.State);
    }

    [Fact]
    public void AllTakesOutAllOfOurs()
    {
        using StubbedHost host = StubbedHost.Of();
        string[] before = host.State;
        host.Do(Set);
        host.Do("Set-VfioStub 00:1b.0 -By Address -HostRoot $root");
        host.Do("Remove-VfioStub -All -HostRoot $root");
        Assert.Equal(before, host.State);
    }
}
