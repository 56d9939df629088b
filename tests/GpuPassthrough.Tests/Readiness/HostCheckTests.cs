using System.Runtime.Versioning;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Readiness;
using GpuPassthrough.Readiness.Checks;
using GpuPassthrough.Readiness.Checks.Hosts;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Readiness;

/// <summary>The checks of the host, on trees that hold what the kernel writes for the case.</summary>
[SupportedOSPlatform("linux")]
public sealed class HostCheckTests
{
    private const string Flags = "proc/cpuinfo";
    private const string Intel = "processor\t: 0\nvendor_id\t: GenuineIntel\nflags\t\t: fpu vmx\n";
    private const string Amd = "processor\t: 0\nvendor_id\t: AuthenticAMD\nflags\t\t: fpu svm\n";

    // As virt-host-validate judges it: vmx or svm among the flags (tools/virt-host-validate-qemu.c).
    [Theory]
    [InlineData(Intel, "Pass", null)]
    [InlineData(Amd, "Pass", null)]
    [InlineData("vendor_id\t: GenuineIntel\nflags\t\t: fpu vme\n", "Fail", "VT-x")]
    [InlineData("vendor_id\t: AuthenticAMD\nflags\t\t: fpu vme svm_lock\n", "Fail", "SVM Mode")]
    [InlineData("vendor_id\t: AuthenticAMD\nflags\t\t: fpu hypervisor\n", "Fail", "nested")]
    [InlineData("processor\t: 0\nFeatures\t: fp asimd\n", "Skip", null)]
    [InlineData(null, "Skip", null)]
    public void CpuVirtualization(string? text, string status, string? remedy)
    {
        using TemporaryHost tree = new();
        if (text is not null) tree.File(Flags, text);
        HostCheck check = Judged.Host(tree, "CpuVirtualization");
        Is(status, check);
        if (remedy is null) Assert.Null(check.Remedy);
        else Assert.Contains(remedy, check.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void AKernelThatHasKvmWithoutTheFlagIsNoCertainFailure()
    {
        using TemporaryHost tree = new TemporaryHost().File(Flags, "vendor_id\t: AuthenticAMD\nflags\t\t: fpu\n").File("dev/kvm", "");
        Is("Warn", Judged.Host(tree, "CpuVirtualization", isLive: true));
        Is("Fail", Judged.Host(tree, "CpuVirtualization"));
    }

    [Fact]
    public void KvmDevice()
    {
        using TemporaryHost tree = new TemporaryHost().File(Flags, Intel);
        Is("Skip", Judged.Host(tree, "KvmDevice"));
        HostCheck missing = Judged.Host(tree, "KvmDevice", isLive: true);
        Is("Fail", missing);
        Assert.Contains("kvm_intel", missing.Remedy, StringComparison.Ordinal);
        tree.File("dev/kvm", "");
        File.SetUnixFileMode(tree.PathOf("dev/kvm"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        HostCheck open = Judged.Host(tree, "KvmDevice", isLive: true);
        Is("Pass", open);
        Assert.Contains("mode 600", open.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kernel/drivers/vfio/pci/vfio-pci.ko\n", "", "Pass")]
    [InlineData("", "kernel/drivers/vfio/pci/vfio-pci.ko.zst: kernel/drivers/vfio/vfio.ko.zst\n", "Pass")]
    [InlineData("", "kernel/drivers/net/tun.ko:\n", "Fail")]
    public void VfioDriver(string builtIn, string modules, string status)
    {
        using TemporaryHost tree = Kernel("6.1.0", builtIn, modules);
        Is(status, Judged.Host(tree, "VfioDriver"));
        tree.File("proc/cmdline", "module_blacklist=pcspkr,vfio_pci");
        Is("Fail", Judged.Host(tree, "VfioDriver"));
    }

    [Fact]
    public void VfioDriverOfOtherKernels()
    {
        using TemporaryHost tree = Kernel("6.1.0", "kernel/drivers/vfio/pci/vfio-pci.ko\n", "");
        tree.File("lib/modules/6.2.0/modules.builtin", "").File("lib/modules/6.2.0/modules.dep", "");
        HostCheck check = Judged.Host(tree, "VfioDriver");
        Is("Warn", check);
        Assert.Contains("6.2.0", check.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void VfioDriverWhereTheKernelWasUpdated()
    {
        using TemporaryHost tree = Kernel("6.2.0", "kernel/drivers/vfio/pci/vfio-pci.ko\n", "").File("proc/sys/kernel/osrelease", "6.1.0\n");
        HostCheck check = Judged.Host(tree, "VfioDriver");
        Is("Warn", check);
        Assert.Equal("Restart the host.", check.Remedy);
    }

    [Fact]
    public void VfioDriverWithoutAnyModules()
    {
        using TemporaryHost tree = new TemporaryHost().File("proc/sys/kernel/osrelease", "6.1.0\n");
        Is("Skip", Judged.Host(tree, "VfioDriver"));
        Is("Fail", Judged.Host(tree, "VfioDriver", isLive: true));
        tree.Folder("sys/bus/pci/drivers/vfio-pci");
        Is("Pass", Judged.Host(tree, "VfioDriver", isLive: true));
    }

    [Theory]
    [InlineData("kernel/drivers/vfio/pci/vfio-pci.ko\n", "", "", "Pass")]
    [InlineData("", "kernel/drivers/vfio/pci/vfio-pci.ko:\n", "", "Skip")]
    public void VfioInInitramfs(string builtIn, string modules, string options, string status)
    {
        using TemporaryHost tree = Kernel("6.1.0", builtIn, modules).File("etc/modprobe.d/vfio.conf", options);
        Is(status, Judged.Host(tree, "VfioInInitramfs"));
    }

    // cpio in the form "newc" (Documentation/driver-api/early-userspace/buffer-format.rst), made by hand.
    [Theory]
    [InlineData("lib/modules/6.1.0-37-amd64/kernel/drivers/vfio/pci/vfio-pci.ko", "Pass")]
    [InlineData("lib/modules/6.1.0-37-amd64/kernel/drivers/net/tun.ko", "Warn")]
    [InlineData(null, "Skip")]
    public void VfioInInitramfsOfAStubbedCard(string? member, string status)
    {
        using TemporaryHost tree = BootHost.Of("debian-12");
        tree.File("etc/modprobe.d/vfio.conf", "options vfio-pci ids=10de:1c03\n");
        tree.File("boot/initrd.img-6.1.0-37-amd64", member is null ? "no image" : Member(member) + Member("TRAILER!!!"));
        HostCheck check = Judged.Host(tree, "VfioInInitramfs");
        Is(status, check);
        if (status == "Warn") Assert.Contains("update-initramfs -u -k all", check.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("debian-12", "Pass", "Grub", "Pass", "initramfs-tools")]
    [InlineData("fedora-bls", "Pass", "GrubBls", "Pass", "dracut")]
    [InlineData("arch-uki", "Pass", "MkinitcpioUki", "Pass", "mkinitcpio")]
    [InlineData("nixos", "Warn", "Nixos", "Warn", "NixOS")]
    [InlineData("cachyos-limine", "Warn", "Limine", "Pass", "mkinitcpio")]
    public void HowItBoots(string distribution, string loader, string loaderName, string generator, string generatorName)
    {
        using TemporaryHost tree = BootHost.Of(distribution);
        HostCheck boot = Judged.Host(tree, "BootLoader");
        HostCheck image = Judged.Host(tree, "InitramfsGenerator");
        Is(loader, boot);
        Is(generator, image);
        Assert.StartsWith(loaderName + ": ", boot.Evidence, StringComparison.Ordinal);
        Assert.StartsWith(generatorName + ": ", image.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void HowItBootsIsNotKnown() => Is("Warn", Judged.Host("no-iommu", "BootLoader"));

    [Fact]
    public void KernelArguments()
    {
        using TemporaryHost tree = BootHost.Of("debian-12");
        Is("Pass", Judged.Host(tree, "KernelArguments"));
        tree.File("etc/default/grub.d/zz.cfg", "GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT intel_iommu=on\"\n");
        HostCheck check = Judged.Host(tree, "KernelArguments");
        Is("Warn", check);
        Assert.Contains("intel_iommu=on comes", check.Evidence, StringComparison.Ordinal);
        Assert.Equal("Restart the host.", check.Remedy);
    }

    /// <summary>foxlet/macOS-Simple-KVM#12 and #497: vfio-pci-ids= with a hyphen where the dot belongs.</summary>
    [Fact]
    public void AMisspeltArgument()
    {
        using TemporaryHost tree = new TemporaryHost().File("proc/cmdline", "quiet vfio-pci-ids=10de:1c03");
        HostCheck check = Judged.Host(tree, "KernelArguments");
        Is("Warn", check);
        Assert.Equal("Remove-KernelArgument vfio-pci-ids", check.Remedy);
    }

    [Theory]
    [InlineData(new[] { "i915", "nouveau" }, "Pass")]
    [InlineData(new[] { "i915" }, "Warn")]
    [InlineData(new[] { "i915", "vfio-pci" }, "Pass")]
    [InlineData(new[] { "vfio-pci" }, "Warn")]
    [InlineData(new string[0], "Warn")]
    public void HostDisplay(string[] drivers, string status)
    {
        using TemporaryHost tree = Sysfs();
        for (int index = 0; index < drivers.Length; index++) tree.Function($"0000:0{index}:00.0", driver: drivers[index]);
        Is(status, Judged.Host(tree, "HostDisplay"));
    }

    // security/lockdown/lockdown.c puts the mode that holds in brackets; the variable has 4 bytes of attributes first.
    [Theory]
    [InlineData(null, "[none] integrity confidentiality\n", "Pass")]
    [InlineData((byte)1, "[none] integrity confidentiality\n", "Pass")]
    [InlineData((byte)1, "none [integrity] confidentiality\n", "Warn")]
    [InlineData(null, "none integrity [confidentiality]\n", "Warn")]
    [InlineData((byte)0, null, "Pass")]
    [InlineData((byte)1, null, "Skip")]
    [InlineData(null, null, "Skip")]
    public void SecureBoot(byte? value, string? lockdown, string status)
    {
        using TemporaryHost tree = new();
        if (lockdown is not null) tree.File("sys/kernel/security/lockdown", lockdown);
        string variable = "sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";
        if (value is byte on) File.WriteAllBytes(tree.File(variable, "").PathOf(variable), [6, 0, 0, 0, on]);
        Is(status, Judged.Host(tree, "SecureBoot"));
    }

    [Fact]
    public void WithoutUefiThereIsNoSecureBoot()
    {
        using TemporaryHost tree = Sysfs();
        Is("Pass", Judged.Host(tree, "SecureBoot", isLive: true));
        Is("Skip", Judged.Host(tree, "SecureBoot"));
    }

    // Since when: libvirt's formatdomain (cpu migratable 6.5.0, hyperv avic 8.10.0 with QEMU 6.2, ipi and evmcs with QEMU 3.1, driver model 10.0.0).
    [Theory]
    [InlineData("12.0.0", "11.0.0", "Pass", 0)]
    [InlineData("9.0.0", "7.2.0", "Pass", 1)]
    [InlineData("9.0.0", "6.1.0", "Pass", 2)]
    [InlineData("6.0.0", "4.2.0", "Pass", 3)]
    [InlineData("6.0.0", "3.0.0", "Pass", 5)]
    [InlineData("9.0.0", null, "Fail", 0)]
    public void Versions(string daemon, string? hypervisor, string status, int lacks)
    {
        Finding finding = LibvirtVersion.Judge(new LibvirtVersions(Version.Parse(daemon), hypervisor is null ? null : Version.Parse(hypervisor)));
        Assert.Equal(status, finding.Status.ToString());
        Assert.Equal(lacks, finding.Evidence.Split(" is older than ").Length - 1);
    }

    [Fact]
    public void RomFolder()
    {
        using TemporaryHost tree = new TemporaryHost().Folder("usr/share/qemu").File("etc/passwd", "libvirt-qemu:x:64055:109::/:/bin/false\n");
        Is("Skip", Judged.Host(tree, "RomFolder"));
        Is("Pass", Judged.Host(tree, "RomFolder", isLive: true));
        tree.File("sys/module/apparmor/parameters/enabled", "Y\n");
        Is("Pass", Judged.Host(tree, "RomFolder"));
        tree.File("etc/apparmor.d/abstractions/libvirt-qemu", "  /usr/share/seabios/** r,\n");
        HostCheck confined = Judged.Host(tree, "RomFolder");
        Is("Warn", confined);
        Assert.Contains("local/abstractions/libvirt-qemu", confined.Remedy, StringComparison.Ordinal);
        tree.File("etc/apparmor.d/abstractions/libvirt-qemu", "  /usr/share/qemu/** r,\n");
        Is("Pass", Judged.Host(tree, "RomFolder"));
        File.SetUnixFileMode(tree.PathOf("usr/share/qemu"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Is("Warn", Judged.Host(tree, "RomFolder"));
    }

    [Fact]
    public void RomFolderIsNowhere()
    {
        using TemporaryHost tree = new();
        Is("Skip", Judged.Host(tree, "RomFolder"));
        Is("Warn", Judged.Host(tree, "RomFolder", isLive: true));
    }

    [Theory]
    [InlineData("0", "0", "Pass")]
    [InlineData("8", "8", "Pass")]
    [InlineData("8", "0", "Warn")]
    [InlineData(null, null, "Skip")]
    public void HugePages(string? reserved, string? free, string status)
    {
        using TemporaryHost tree = Sysfs();
        const string size = "sys/kernel/mm/hugepages/hugepages-1048576kB";
        if (reserved is not null) tree.File($"{size}/nr_hugepages", reserved + "\n").File($"{size}/free_hugepages", free + "\n");
        HostCheck check = Judged.Host(tree, "HugePages");
        Is(status, check);
        if (reserved == "8") Assert.Contains($"8 of 1048576kB, {free} free", check.Evidence, StringComparison.Ordinal);
    }

    // fs/proc/base.c, proc_pid_limits().
    [Theory]
    [InlineData("unlimited", false, "Pass")]
    [InlineData("8388608", false, "Warn")]
    [InlineData("8388608", true, "Pass")]
    [InlineData("17179869184", false, "Pass")]
    public void LockedMemory(string limit, bool isPrivileged, string status)
    {
        using TemporaryHost tree = new TemporaryHost().File("proc/self/limits", $"Limit                     Soft Limit           Hard Limit           Units     \nMax locked memory         {limit,-20} {limit,-20} bytes     \n");
        Is(status, Judged.Host(tree, "LockedMemory", isLive: true, isPrivileged));
        Is("Skip", Judged.Host(tree, "LockedMemory"));
    }

    [Theory]
    [InlineData("6,0,1,-;Linux version 6.1.0\n", "Pass")]
    [InlineData("6,0,1,-;Linux version 6.1.0\n3,7,2,-;x86/cpu: VMX (outside TXT) disabled by BIOS\n", "Warn")]
    [InlineData("3,7,2,-;kvm: disabled by bios\n", "Warn")]
    [InlineData(null, "Skip")]
    public void KernelLog(string? records, string status)
    {
        using TemporaryHost tree = new();
        if (records is not null) tree.File("dev/kmsg", records);
        Is(status, Judged.Host(tree, "KernelLog", isLive: true));
        Is("Skip", Judged.Host(tree, "KernelLog"));
    }

    private static void Is(string status, HostCheck check) => Assert.True(check.Status.ToString() == status, $"{status} was expected: {check}");

    private static TemporaryHost Sysfs() => new TemporaryHost().Folder("sys/bus/pci/devices");

    private static TemporaryHost Kernel(string release, string builtIn, string modules) => new TemporaryHost()
        .File("proc/sys/kernel/osrelease", release + "\n")
        .File($"lib/modules/{release}/modules.builtin", builtIn)
        .File($"lib/modules/{release}/modules.dep", modules);

    private static string Member(string name)
    {
        string header = "070701" + string.Concat(Enumerable.Repeat("00000000", 11)) + $"{name.Length + 1:x8}" + "00000000";
        string head = header + name + "\0";
        return head + new string('\0', (4 - (head.Length % 4)) % 4);
    }
}
