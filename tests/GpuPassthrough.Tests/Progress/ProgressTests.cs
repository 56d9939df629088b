using System.Management.Automation;
using System.Runtime.Versioning;
using GpuPassthrough.Tests.Boot.Initramfs;
using GpuPassthrough.Tests.Firmware.Export;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;
using GpuPassthrough.Tests.Vfio.Binding;
using GpuPassthrough.Tests.Vfio.Stubs;
using Xunit;

namespace GpuPassthrough.Tests.Progress;

/// <summary>What commands say of how far they are: true numbers, and an end whatever happens.</summary>
[SupportedOSPlatform("linux")]
public sealed class ProgressTests
{
    private const string Stub = "Set-VfioStub 01:00.0 -HostRoot $root";

    [Fact]
    public void A_change_counts_its_files_and_the_reading_back()
    {
        using StubbedHost host = StubbedHost.Of();
        string[] before = host.State;

        string[] shown = Shown(host.Do(Stub));

        // Commands are not run on a host that is not the running one.
        string[] files = host.FilesChangedSince(before);
        Assert.Equal(files.Length + 1, shown.Length);
        Assert.Equal(Enumerable.Range(0, shown.Length).Select(step => $"{100 * step / shown.Length}% {step + 1} of {shown.Length}"), shown.Select(line => line.Split(':')[0]));
        Assert.All(files, file => Assert.Contains(shown, line => line.EndsWith($": Writing {host.Tree.PathOf(file)}.", StringComparison.Ordinal)));
        Assert.EndsWith(": Reading back what was changed.", shown[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_undoing_counts_the_files_it_puts_back()
    {
        using StubbedHost host = StubbedHost.Of();
        string[] before = host.State;
        host.Do(Stub);
        int files = host.FilesChangedSince(before).Length;
        Assert.Equal(files, Shown(host.Do("Undo-PassthroughChange -HostRoot $root")).Length);
    }

    [Fact]
    public void A_plan_that_is_only_shown_has_no_progress()
    {
        using StubbedHost host = StubbedHost.Of();
        Assert.Empty(host.Do(Stub + " -WhatIf").Progress);
    }

    [Fact]
    public void A_rom_is_measured_by_its_window()
    {
        // The window of ExportedHost is 512 KiB in the function's resource file; the kernel gives a page at a time.
        byte[] content = [.. MadeRom.Both(0x10de, 0x1c03), .. new byte[200_000]];
        RomDevice device = new() { Rom = content, Window = 524288 };
        using ExportedHost host = new ExportedHost().Add(ExportedHost.Card, device);
        string[] shown = Shown(host.Run("Export-GpuRom 01:00.0 -HostRoot $root"));
        int[] pages = [.. Enumerable.Range(0, 128).Where(page => page == 0 || 100 * page / 128 > 100 * (page - 1) / 128)];
        Assert.True(shown.Length > 100 * content.Length / 524288);
        Assert.Equal(pages.Take(shown.Length).Select(page => $"{100 * page / 128}% {4 * page} of 512 KiB"), shown.Select(line => line.Split(' ')[0] + line.Split(':')[^1]));
        Assert.All(shown, line => Assert.Contains("0000:01:00.0/rom: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Reading_that_fails_takes_its_progress_away()
    {
        using ExportedHost host = new ExportedHost().Add(ExportedHost.Card, new RomDevice { Rom = [1, 2, 3] });
        EngineResult result = host.Run("Export-GpuRom 01:00.0 -HostRoot $root");
        Assert.NotEmpty(result.Errors);
        Assert.NotEmpty(Shown(result));
    }

    [Fact]
    public void Waiting_that_is_given_up_takes_its_progress_away()
    {
        using BoundEngine engine = new(BoundHost.Usual());
        engine.Bus.Hangs = write => write.Contains("unbind", StringComparison.Ordinal);
        EngineResult result = engine.Run("Set-PciDriver 01:00.1 vfio-pci -HostRoot $root -TimeoutSeconds 3");
        Assert.NotEmpty(result.Errors);
        Assert.NotEmpty(Shown(result));
        Assert.All(result.Progress.SkipLast(1), record => Assert.InRange(record.SecondsRemaining, 0, 3));
        Assert.All(result.Progress.SkipLast(1), record => Assert.InRange(record.PercentComplete, 0, 100));
    }

    [Fact]
    public void Every_check_of_readiness_is_a_step()
    {
        using StubbedHost host = StubbedHost.Of();
        EngineResult result = host.Do("Test-PassthroughHost -HostRoot $root");
        Assert.Equal(result.Output.Select(check => $"{check.Properties["Name"].Value}"), Shown(result).Select(line => line.Split(": ")[1]));
    }

    [Fact]
    public void Every_step_of_the_status_is_a_step()
    {
        using StubbedHost host = StubbedHost.Of();
        EngineResult result = host.Run("Get-PassthroughStatus 01:00.0 -Uri qemu:///system -HostRoot $root");
        Assert.Equal(result.Output.Select(step => $"{step.Properties["Step"].Value}"), Shown(result).Select(line => line.Split(": ")[1]));
    }

    [Fact]
    public void A_snapshot_counts_functions()
    {
        using TemporaryHost folder = new();
        int functions = Directory.GetFileSystemEntries(Path.Combine(FakeHosts.Root("h97m-gtx1060"), "sys/bus/pci/devices")).Length;
        using Engine engine = Engine.WithModule();
        EngineResult result = engine.Run("Export-HostSnapshot $file -HostRoot $root", ("file", folder.PathOf("a.tar.gz")), ("root", FakeHosts.Root("h97m-gtx1060")));
        Assert.Empty(result.Errors);
        string[] shown = Shown(result);
        Assert.Equal(functions + 1, shown.Length);
        Assert.All(shown, line => Assert.EndsWith($" of {functions} PCI functions", line, StringComparison.Ordinal));
    }

    [Fact]
    public void An_initramfs_is_measured_by_its_file()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Do(Stub);
        byte[] noise = new byte[3_000_000];
        new Random(1).NextBytes(noise);
        using MadeImage image = new MadeImage().Add("main/noise", Convert.ToBase64String(noise)).Make("arc main | gzip", "gzip");
        string release = Path.GetFileName(Directory.GetDirectories(host.Tree.PathOf("lib/modules"))[0]);
        File.WriteAllBytes(host.Tree.PathOf($"boot/initrd.img-{release}"), image.Bytes());
        host.Tree.File("proc/sys/kernel/osrelease", release + "\n");

        string[] shown = Shown(host.Run("Get-VfioStub 01:00.0 -HostRoot $root"));

        Assert.True(shown.Length > 20, string.Join('\n', shown));
        string end = $"/boot/initrd.img-{release}: ";
        Assert.All(shown, line => Assert.Contains(end, line, StringComparison.Ordinal));
        Assert.All(shown, line => Assert.EndsWith($" of {image.Bytes().Length / 1024} KiB", line, StringComparison.Ordinal));
    }

    /// <summary>What was shown, one line for each record but the last, which must take the others away.</summary>
    private static string[] Shown(EngineResult result)
    {
        if (result.Progress.Count == 0) return [];
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
        ProgressRecord[] records = [.. result.Progress.SkipLast(1)];
        Assert.All(records, record => Assert.Equal(ProgressRecordType.Processing, record.RecordType));
        Assert.All(result.Progress, record => Assert.Equal(0, record.ActivityId));
        Assert.All(records.Zip(records.Skip(1)), pair => Assert.True(pair.First.Activity != pair.Second.Activity || pair.First.PercentComplete <= pair.Second.PercentComplete));
        return [.. records.Select(record => $"{record.PercentComplete}% {record.StatusDescription}")];
    }
}
