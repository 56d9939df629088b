using GpuPassthrough.Readiness;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Snapshots;

/// <summary>What the checks of readiness say of an unpacked snapshot is what they say of the host.</summary>
public sealed class RecordedReadiness
{
    /// <summary>What a snapshot leaves out on purpose: who may read which file, what is installed, the log, and who uses a device.</summary>
    private static readonly string[] NotRecorded = ["Libvirt", "RomFolder", "KernelLog", "CardLog", "Use", "OptionRom", "LockedMemory", "VfioInInitramfs"];

    private const string Interrupts = """
                   CPU0       CPU1
          0:         30          0   IO-APIC    2-edge      timer
         24:          0          0  DMAR-MSI    0-edge      dmar0
         29:          7      90210  IR-PCI-MSI-0000:00:1f.2    0-edge      enx00155d0a1b2c
        NMI:          0          0   Non-maskable interrupts

        """;

    private const string Memory = """
        00001000-0009d3ff : System RAM
        100000000-25edfffff : System RAM
          1a6000000-1a6e03c92 : Kernel code
        e0000000-f7ffffff : PCI Bus 0000:00
          e0000000-f1ffffff : PCI Bus 0000:01
            e0000000-efffffff : 0000:01:00.0
              e0000000-e02fffff : BOOTFB

        """;

    [Fact]
    public void Is_that_of_the_host()
    {
        using TemporaryHost host = BootHost.Of("debian-12").File("proc/interrupts", Interrupts).File("proc/iomem", Memory)
            .File("sys/kernel/security/lockdown", "none [integrity] confidentiality\n")
            .File("sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", "\u0006\0\0\0\u0001")
            .File("sys/firmware/acpi/tables/DMAR", "")
            .File("sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages", "8\n")
            .File("sys/kernel/mm/hugepages/hugepages-1048576kB/free_hugepages", "0\n");
        using WorkFolder folder = new();
        using Engine shell = Engine.WithModule();
        Assert.Empty(shell.RunCommand("Export-HostSnapshot", ("Path", folder["host.tar.gz"]), ("HostRoot", host.Root)).Errors);
        string copy = folder.Unpack(folder["host.tar.gz"], "copy");

        string[] checks = Read(shell, host.Root);
        Assert.Contains(checks, check => check.StartsWith("SecureBoot Warn", StringComparison.Ordinal));
        Assert.Contains(checks, check => check.StartsWith("HugePages Warn", StringComparison.Ordinal));
        Assert.Contains(checks, check => check.StartsWith("InterruptRemapping Pass", StringComparison.Ordinal));
        Assert.Contains(checks, check => check.StartsWith("Framebuffer Warn", StringComparison.Ordinal));
        Assert.Equal(checks, Read(shell, copy));

        Assert.DoesNotContain("00155d0a1b2c", File.ReadAllText(Path.Combine(copy, "proc/interrupts")), StringComparison.Ordinal);
        Assert.DoesNotContain("Kernel", File.ReadAllText(Path.Combine(copy, "proc/iomem")), StringComparison.Ordinal);
    }

    private static string[] Read(Engine shell, string root) =>
        [.. shell.RunCommand("Test-PassthroughHost", ("HostRoot", root), ("Address", "01:00.0")).Of<HostCheck>()
            .Where(check => !NotRecorded.Contains(check.Name))
            .Select(check => $"{check.Name} {check.Status} {check.Evidence} {check.Remedy}".Replace(root, "ROOT", StringComparison.Ordinal))];
}
