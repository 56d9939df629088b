using System.Text;
using GpuPassthrough.Readiness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Readiness;

/// <summary>The checks of the IOMMU, on trees that hold what firmware and kernel leave for the case.</summary>
public sealed class IommuCheckTests
{
    private const string Flags = "proc/cpuinfo";
    private const string Intel = "processor\t: 0\nvendor_id\t: GenuineIntel\nflags\t\t: fpu vmx\n";
    private const string Amd = "processor\t: 0\nvendor_id\t: AuthenticAMD\nflags\t\t: fpu svm\n";
    private const string Groups = "sys/kernel/iommu_groups/0/devices";

    [Theory]
    [InlineData("DMAR", Intel, "Pass", null)]
    [InlineData("IVRS", Amd, "Pass", null)]
    [InlineData("IORT", "processor\t: 0\n", "Pass", null)]
    [InlineData("FACP", Intel, "Fail", "VT-d")]
    [InlineData("FACP", Amd, "Fail", "AMD-Vi")]
    [InlineData("FACP", "processor\t: 0\n", "Fail", "SMMU")]
    [InlineData("FACP", "vendor_id\t: GenuineIntel\nflags\t\t: vmx hypervisor\n", "Fail", "libvirt")]
    public void IommuFirmware(string table, string processor, string status, string? remedy)
    {
        using TemporaryHost tree = Sysfs().File(Flags, processor).File($"sys/firmware/acpi/tables/{table}", "");
        HostCheck check = Judged.Host(tree, "IommuFirmware");
        Is(status, check);
        if (remedy is not null) Assert.Contains(remedy, check.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void AMountedDiskHasNoSysfsToJudgeBy()
    {
        using TemporaryHost tree = new TemporaryHost().File(Flags, Intel);
        Assert.All(["IommuFirmware", "IommuActive", "InterruptRemapping", "HostDisplay", "HugePages"], name => Is("Skip", Judged.Host(tree, name)));
    }

    [Theory]
    [InlineData("quiet", "# CONFIG_INTEL_IOMMU_DEFAULT_ON is not set\n", "Enable-Iommu")]
    [InlineData("quiet intel_iommu=off", "CONFIG_INTEL_IOMMU_DEFAULT_ON=y\n", "Enable-Iommu")]
    [InlineData("quiet", "CONFIG_INTEL_IOMMU_DEFAULT_ON=y\n", "Read the kernel log around it: dmesg.")]
    public void IommuInactive(string arguments, string kernel, string remedy)
    {
        using TemporaryHost tree = Sysfs().File(Flags, Intel).File("sys/firmware/acpi/tables/DMAR", "")
            .File("proc/sys/kernel/osrelease", "6.1.0\n").File("boot/config-6.1.0", kernel).File("proc/cmdline", arguments);
        HostCheck check = Judged.Host(tree, "IommuActive");
        Is("Fail", check);
        Assert.Equal(remedy, check.Remedy);
    }

    [Fact]
    public void IommuConfiguredAndNotStartedWithNeedsARestart()
    {
        using TemporaryHost tree = BootHost.Of("debian-12");
        Directory.Delete(tree.PathOf("sys/kernel/iommu_groups"), recursive: true);
        File.WriteAllText(tree.PathOf("boot/config-6.1.0-37-amd64"), "# CONFIG_INTEL_IOMMU_DEFAULT_ON is not set\n");
        Assert.Equal("Enable-Iommu", Judged.Host(tree, "IommuActive").Remedy);
        tree.File("etc/default/grub.d/zz.cfg", "GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT intel_iommu=on\"\n");
        HostCheck check = Judged.Host(tree, "IommuActive");
        Is("Fail", check);
        Assert.Equal("Restart the host.", check.Remedy);
    }

    [Fact]
    public void IommuThatIsActive()
    {
        using TemporaryHost tree = Sysfs().Folder(Groups).Folder("sys/class/iommu/dmar0");
        HostCheck check = Judged.Host(tree, "IommuActive");
        Is("Pass", check);
        Assert.Contains("groups: 1;", check.Evidence, StringComparison.Ordinal);
        tree.File("sys/module/vfio/parameters/enable_unsafe_noiommu_mode", "Y\n");
        Is("Warn", Judged.Host(tree, "IommuActive"));
    }

    /// <summary>drivers/vfio/group.c makes a group of this name where there is no IOMMU at all.</summary>
    [Fact]
    public void GroupsOfVfioWithoutAnIommuAreNone()
    {
        using TemporaryHost tree = Sysfs().Folder(Groups).File("sys/kernel/iommu_groups/0/name", "vfio-noiommu\n");
        Is("Fail", Judged.Host(tree, "IommuActive"));
    }

    // Chip names as arch/x86/kernel/apic/io_apic.c, drivers/iommu/{intel,amd} and the MSI library print them.
    [Theory]
    [InlineData(" 24:          0          5  IR-PCI-MSI-0000:00:1f.2    0-edge      ahci[0000:00:1f.2]\n", "", "Pass")]
    [InlineData("  8:          1          0  IR-IO-APIC    8-edge      rtc0\n", "", "Pass")]
    [InlineData("  8:          1          0   IO-APIC    8-edge      rtc0\n", "", "Fail")]
    [InlineData(" 24:          0          5   PCI-MSI 512000-edge      ahci[0000:00:1f.2]\n", "", "Fail")]
    [InlineData("  8:          1          0   IO-APIC    8-edge      rtc0\n", "vfio_iommu_type1.allow_unsafe_interrupts=1", "Warn")]
    [InlineData(" 42:          0          5  ITS-PCI-MSIX-0000:01:00.0   1 Edge      nvme0q1\n", "", "Pass")]
    [InlineData(null, "", "Skip")]
    public void InterruptRemapping(string? interrupts, string arguments, string status)
    {
        using TemporaryHost tree = Sysfs().Folder(Groups).File("proc/cmdline", arguments);
        if (interrupts is not null) tree.File("proc/interrupts", "           CPU0       CPU1\n" + interrupts + "NMI:          0          0   Non-maskable interrupts\n");
        HostCheck check = Judged.Host(tree, "InterruptRemapping");
        Is(status, check);
        if (status == "Fail") Assert.Equal("Enable-Iommu -AllowUnsafeInterrupts", check.Remedy);
    }

    // Intel VT-d specification: bit 0 of the flags of DMAR (8.1), bit 3 of the extended capability register (11.4.3).
    [Theory]
    [InlineData(3, "f020de", "Skip")]
    [InlineData(2, "f020de", "Fail")]
    [InlineData(3, "f020d6", "Fail")]
    public void InterruptRemappingByTheHardware(byte flags, string ecap, string status)
    {
        using TemporaryHost tree = Sysfs().Folder(Groups).File("sys/class/iommu/dmar0/intel-iommu/ecap", ecap + "\n");
        byte[] table = new byte[48];
        Encoding.ASCII.GetBytes("DMAR").CopyTo(table, 0);
        table[37] = flags;
        tree.File("sys/firmware/acpi/tables/DMAR", "");
        File.WriteAllBytes(tree.PathOf("sys/firmware/acpi/tables/DMAR"), table);
        Is(status, Judged.Host(tree, "InterruptRemapping"));
    }

    private static void Is(string status, HostCheck check) => Assert.True(check.Status.ToString() == status, $"{status} was expected: {check}");

    private static TemporaryHost Sysfs() => new TemporaryHost().Folder("sys/bus/pci/devices");
}
