using System.Runtime.Versioning;
using GpuPassthrough.Host;
using GpuPassthrough.Readiness;
using GpuPassthrough.Tests.Changes;
using GpuPassthrough.Tests.Support;
using GpuPassthrough.Tests.Vfio.Stubs;
using Xunit;
using static GpuPassthrough.Readiness.PassthroughStepName;

namespace GpuPassthrough.Tests.Readiness.Status;

/// <summary>What is damaged is in the way of the steps that look there, and hides no other.</summary>
[SupportedOSPlatform("linux")]
public sealed class DamageTests
{
    [Fact]
    public void AnEditedStubFile()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Do("Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore");
        host.Tree.File(StubbedHost.Configuration, host.Read(StubbedHost.Configuration).Replace("# GpuPassthrough: end", "", StringComparison.Ordinal));

        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> steps = host.Steps();

        Assert.Equal("Done Blocked Waiting Waiting Optional Blocked Waiting Waiting Waiting", steps.States());
        Assert.Contains("01-vfio-pci.conf:1", steps[Stub].Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void ABootLoaderThatCannotBeTold()
    {
        using StubbedHost host = StubbedHost.Of("debian-12", "no-iommu");
        Directory.Delete(host.Tree.PathOf("boot/grub"), recursive: true);
        Directory.Delete(host.Tree.PathOf("usr/sbin"), recursive: true);

        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> steps = host.Steps();

        Assert.Equal("Blocked Blocked Waiting Waiting Optional Blocked Waiting Waiting Waiting", steps.States());
        Assert.Contains("-BootLoader", steps[Iommu].Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void ADefinitionOfADomainThatIsNone()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Tree.File("etc/libvirt/qemu/torn.xml", "<domain><name>to").File("win10.xml", "<network/>");

        PassthroughStep kept = host.Steps("-Domain torn")[Domain];
        PassthroughStep file = host.Steps("-Domain ([IO.FileInfo] \"$root/win10.xml\")")[Domain];

        Assert.Equal((PassthroughStepState.Blocked, PassthroughStepState.Blocked), (kept.State, file.State));
        Assert.Contains("win10.xml", file.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apply", 12)]
    [InlineData("undo", 12)]
    public void AnInterruptedChangeIsToBeTakenBackFirst(string work, int after)
    {
        using StubbedHost host = StubbedHost.Of();
        using TemporaryHost other = new();
        ChangeScene scene = ChangeScene.In(other);
        if (work == "undo")
        {
            using HostRoot root = HostRoot.Open(scene.Root);
            scene.Apply(new HostWriter(root));
        }

        Assert.True(KilledChild.DiesAfter(after, work, scene.Root));
        foreach (string entry in Directory.EnumerateFiles(other.PathOf("var/lib/gpu-passthrough"))) Adopt(host.Tree, entry);

        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> steps = StatusScene.Of(host.Run("Get-PassthroughStatus 01:00.0 -HostRoot $root -Uri qemu:///system"));

        Assert.Equal("Done Blocked Waiting Waiting", string.Join(' ', steps.Values.Take(4).Select(step => step.State)));
        Assert.Equal("Undo-PassthroughChange", steps.Command(Stub));
        Assert.Contains("was interrupted", steps[Stub].Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void AJournalThatCannotBeReadIsInTheWayOfChanges()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Do("Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore");
        RestartedHost.RebuildImages(host.Tree);
        File.WriteAllText(host.Tree.PathOf("var/lib/gpu-passthrough/000001.json"), "{");

        IReadOnlyDictionary<PassthroughStepName, PassthroughStep> steps = host.Steps();

        Assert.Equal("Done Done Blocked Waiting", string.Join(' ', steps.Values.Take(4).Select(step => step.State)));
        Assert.Contains("000001.json", steps[Reboot].Evidence, StringComparison.Ordinal);
    }

    private static void Adopt(TemporaryHost tree, string entry)
    {
        string folder = tree.PathOf("var/lib/gpu-passthrough");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string path = Path.Combine(folder, Path.GetFileName(entry));
        File.Copy(entry, path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
