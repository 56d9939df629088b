using System.Diagnostics;
using System.Management.Automation;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Firmware.Export;

/// <summary>Export-GpuRom against cards that a double serves.</summary>
[SupportedOSPlatform("linux")]
public sealed class ExportGpuRomTests
{
    private const string Command = "Export-GpuRom 01:00.0 -HostRoot $root";

    [Fact]
    public void Writes_what_the_card_gives()
    {
        byte[] content = MadeRom.Both(0x10de, 0x1c03);
        using ExportedHost host = new ExportedHost().Add(ExportedHost.Card, new RomDevice { Rom = content });
        GpuRom rom = Single(host.Run(Command));
        string path = Assert.Single(host.Files);
        Assert.Matches(@"/gpu-10de-1c03-0000:01:00\.0-20\d{6}T\d{6}\.rom$", path);
        Assert.Equal(content, File.ReadAllBytes(path));
        Assert.Equal((path, path[host.Tree.Root.Length..]), (rom.Path, rom.HostPath));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), rom.Sha256);
        Assert.Equal((GpuRomSource.RomBar, GpuRomTaint.Unknown, true), (rom.Source, rom.Taint, rom.HasEfi));
        Assert.Equal(ExportedHost.Card, rom.PciDevice!.ToString());
        Assert.Empty(rom.Problems);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead, File.GetUnixFileMode(path));
    }

    [Fact]
    public void WhatIf_leaves_no_trace()
    {
        RomDevice device = new() { Rom = MadeRom.Both(0x10de, 0x1c03), Command = 0, PowerControl = "auto" };
        using ExportedHost host = new ExportedHost().Add(ExportedHost.Card, device);
        EngineResult result = host.Run(Command + " -WhatIf");
        Assert.Contains($"of the host at {host.Tree.Root}", result.HostText, StringComparison.Ordinal);
        Assert.Contains(host.Folder, result.HostText, StringComparison.Ordinal);
        Assert.Empty(device.Writes);
        Assert.Empty(host.Files);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void One_bad_card_is_one_error_and_the_others_come()
    {
        using ExportedHost host = new ExportedHost()
            .Add("0000:01:00.0", new RomDevice { Rom = [1, 2, 3] })
            .Add("0000:02:00.0", new RomDevice { Rom = MadeRom.Legacy(0x10de, 0x1c03) })
            .Add("0000:03:00.0", new RomDevice(), isShadowed: true);
        EngineResult result = host.Run("Export-GpuRom 01:00.0, 02:00.0, 03:00.0, 04:00.0 -HostRoot $root");
        Assert.Equal("0000:02:00.0", Single(result).PciDevice!.ToString());
        Assert.Equal(
            ["PciDeviceNotFound 0000:04:00.0", "RomNoImage 0000:01:00.0", "RomShadowed 0000:03:00.0"],
            result.Errors.Select(error => $"{error.FullyQualifiedErrorId.Split(',')[0]} {error.TargetObject}").Order(StringComparer.Ordinal));
        Assert.All(result.Errors, error => Assert.NotEmpty(error.ErrorDetails.RecommendedAction));
    }

    [Fact]
    public void Of_a_group_the_display_function_is_taken()
    {
        using ExportedHost host = new ExportedHost().Add(ExportedHost.Card, new RomDevice { Rom = MadeRom.Both(0x10de, 0x1c03) }, group: 1);
        host.Tree.Function("0000:01:00.1", "10de:10f1", "040300", group: 1);
        host.Tree.Function("0000:05:00.0", "8086:10d3", "020000", group: 1);
        Assert.Equal(ExportedHost.Card, Single(host.Run("Get-IommuGroup 1 -HostRoot $root | Export-GpuRom")).PciDevice!.ToString());
    }

    [Fact]
    public void Of_a_card_named_by_its_sound_the_display_function_is_taken()
    {
        using ExportedHost host = new ExportedHost().Add(ExportedHost.Card, new RomDevice { Rom = MadeRom.Both(0x10de, 0x1c03) });
        host.Tree.Function("0000:01:00.1", "10de:10f1", "040300");
        Assert.Equal(ExportedHost.Card, Single(host.Run("Export-GpuRom 01:00.1 -HostRoot $root")).PciDevice!.ToString());
    }

    [Fact]
    public void A_rom_for_another_vendor_is_not_written()
    {
        using ExportedHost host = new ExportedHost().Add(ExportedHost.Card, new RomDevice { Rom = MadeRom.Both(0x1002, 0x73bf) });
        ErrorRecord error = Assert.Single(host.Run(Command).Errors);
        Assert.Equal(("RomUnusable,GpuPassthrough.Commands.ExportGpuRomCommand", ErrorCategory.InvalidData), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        Assert.Contains("1002", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(host.Files);
    }

    [Fact]
    public void A_wrong_legacy_sum_is_not_written()
    {
        byte[] content = MadeRom.Both(0x10de, 0x1c03);
        content[600]++;
        using ExportedHost host = new ExportedHost().Add(ExportedHost.Card, new RomDevice { Rom = content });
        Assert.Equal("RomUnusable", Id(host.Run(Command)));
        Assert.Empty(host.Files);
    }

    [Theory]
    [InlineData(0x10de, 0x1c04, "RomOtherDevice")]
    [InlineData(0x0000, 0x0000, "RomIdsZero")]
    public void Other_ids_are_a_warning(int vendor, int device, string expected)
    {
        using ExportedHost host = new ExportedHost().Add(ExportedHost.Card, new RomDevice { Rom = MadeRom.Both((ushort)vendor, (ushort)device) });
        GpuRom rom = Single(host.Run(Command));
        Assert.Contains(rom.Problems, problem => problem.Id == expected && problem.Grade == GpuRomGrade.Warning);
    }

    [Fact]
    public void Without_an_efi_image_it_is_a_warning()
    {
        using ExportedHost host = new ExportedHost().Add(ExportedHost.Card, new RomDevice { Rom = MadeRom.Legacy(0x10de, 0x1c03) });
        GpuRom rom = Single(host.Run(Command));
        Assert.False(rom.HasEfi);
        Assert.Contains(rom.Problems, problem => problem.Id == "RomNoEfi" && problem.Grade == GpuRomGrade.Warning);
    }

    [Fact]
    public void A_file_is_replaced_only_by_force()
    {
        RomDevice device = new() { Rom = MadeRom.Both(0x10de, 0x1c03) };
        using ExportedHost host = new ExportedHost().Add(ExportedHost.Card, device);
        host.Tree.File("usr/share/qemu/mine.rom", "old");
        string command = Command + " -Destination $root/usr/share/qemu/mine.rom";
        Assert.Equal("FileExists", Id(host.Run(command)));
        Assert.Empty(device.Writes);
        Assert.Equal("old", File.ReadAllText(host.Files[0]));
        Assert.Equal(host.Files[0], Single(host.Run(command + " -Force")).Path);
    }

    [Fact]
    public void One_file_is_too_few_for_two_cards()
    {
        using ExportedHost host = new ExportedHost()
            .Add("0000:01:00.0", new RomDevice { Rom = MadeRom.Both(0x10de, 0x1c03) })
            .Add("0000:02:00.0", new RomDevice { Rom = MadeRom.Both(0x10de, 0x1c03) });
        Assert.Equal("RomFolderNeeded", Id(host.Run("Export-GpuRom 01:00.0, 02:00.0 -HostRoot $root -Destination $root/a.rom")));
    }

    [Fact]
    public void The_copy_in_acpi_serves_for_a_shadowed_amd_card()
    {
        byte[] content = MadeRom.Legacy(0x1002, 0x73bf);
        using ExportedHost host = new ExportedHost().Add("0000:0d:00.0", new RomDevice(), id: "1002:73bf", isShadowed: true);
        Directory.CreateDirectory(host.Tree.PathOf("sys/firmware/acpi/tables"));
        File.WriteAllBytes(host.Tree.PathOf("sys/firmware/acpi/tables/VFCT"), VfctTableTests.Table(VfctTableTests.Image(0x0d, 0x1002, 0x73bf, content)));
        GpuRom rom = Single(host.Run("Export-GpuRom 0d:00.0 -HostRoot $root"));
        Assert.Equal((GpuRomSource.AcpiVfct, GpuRomTaint.BootVga), (rom.Source, rom.Taint));
        Assert.Equal(content, File.ReadAllBytes(rom.Path!));
    }

    [Fact]
    public void Eio_is_explained_by_the_kernels_log()
    {
        using ExportedHost host = new();
        RomDevice device = new()
        {
            Rom = MadeRom.Both(0x10de, 0x1c03),
            OnRomRead = _ => Log(host, "6,1,2,-;pci 0000:01:00.0: Invalid PCI ROM header signature: expecting 0xaa55, got 0xffff\n", Errno.InputOutput),
        };
        host.Add(ExportedHost.Card, device).Tree.File("dev/kmsg", "6,0,1,-;pci 0000:01:00.0: earlier\n");
        ErrorRecord error = Assert.Single(host.Run(Command).Errors);
        Assert.StartsWith("RomNoImage", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("got 0xffff", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.False(device.IsRomOn);
    }

    [Fact]
    public void A_tree_of_files_has_no_rom_to_read()
    {
        using ExportedHost host = new ExportedHost().Add(ExportedHost.Card, new RomDevice());
        EngineResult result = host.Engine.Run(Command, ("root", host.Tree.Root));
        Assert.Equal("HostNotLive", Id(result));
        Assert.Empty(host.Files);
    }

    [Fact]
    public async Task Stopping_the_pipeline_switches_the_rom_off()
    {
        using ManualResetEventSlim isReading = new();
        RomDevice device = new() { Rom = [.. MadeRom.Both(0x10de, 0x1c03), .. new byte[500000]], Window = 524288, Command = 0, OnRomRead = read => Slowly(read, isReading) };
        using ExportedHost host = new ExportedHost().Add(ExportedHost.Card, device);
        using PowerShell shell = PowerShell.Create(host.Engine.Runspace);
        Task stop = Task.Run(() =>
        {
            isReading.Wait(TestContext.Current.CancellationToken);
            shell.Stop();
        }, TestContext.Current.CancellationToken);
        Stopwatch time = Stopwatch.StartNew();
        host.Invoke(shell, Command);
        await stop;
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.True(time.Elapsed < TimeSpan.FromSeconds(60));
        Assert.False(device.IsRomOn);
        Assert.Equal((0, 0, (ushort)0), (device.Enabled, device.OpenFiles, device.Command));
        Assert.Empty(host.Files);
    }

    // The whole of it takes minutes; only stopping ends it sooner.
    private static Errno Slowly(int read, ManualResetEventSlim isReading)
    {
        if (read == 2) isReading.Set();
        Thread.Sleep(read < 2 ? 0 : 1000);
        return Errno.None;
    }

    private static Errno Log(ExportedHost host, string record, Errno error)
    {
        File.AppendAllText(host.Tree.PathOf("dev/kmsg"), record);
        return error;
    }

    private static string Id(EngineResult result) => Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0];

    private static GpuRom Single(EngineResult result) => Assert.IsType<GpuRom>(Assert.Single(result.Output).BaseObject);
}
