using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Iommu;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Boot.Iommu;

/// <summary>Which argument turns the IOMMU on: by processor, kernel and what is so already. What each kernel does by itself: drivers/iommu/intel/Kconfig, drivers/iommu/amd/init.c.</summary>
public sealed class IommuActivationTests
{
    private const string DefaultOn = "CONFIG_INTEL_IOMMU_DEFAULT_ON=y\n";
    private const string DebianOn = "# CONFIG_INTEL_IOMMU_DEFAULT_ON is not set\nCONFIG_INTEL_IOMMU_DEFAULT_ON_INTGPU_OFF=y\n";
    private const string DefaultOff = "# CONFIG_INTEL_IOMMU_DEFAULT_ON is not set\n";

    [Theory]
    [InlineData("GenuineIntel", DefaultOff, "quiet", "quiet intel_iommu=on")]
    [InlineData("GenuineIntel", DefaultOn, "quiet", "quiet")]
    [InlineData("GenuineIntel", DebianOn, "quiet", "quiet")]
    [InlineData("GenuineIntel", null, "quiet", "quiet intel_iommu=on")]
    [InlineData("GenuineIntel", DefaultOff, "intel_iommu=sm_on quiet", "intel_iommu=sm_on,on quiet")]
    [InlineData("GenuineIntel", DefaultOff, "intel_iommu=on,sm_on", "intel_iommu=on,sm_on")]
    [InlineData("GenuineIntel", DefaultOn, "intel_iommu=off quiet", "quiet")]
    [InlineData("GenuineIntel", DefaultOff, "intel_iommu=off quiet", "quiet intel_iommu=on")]
    [InlineData("GenuineIntel", DefaultOn, "iommu=off quiet", "quiet")]
    [InlineData("GenuineIntel", DefaultOn, "iommu=pt quiet", "iommu=pt quiet")]
    [InlineData("CentaurHauls", DefaultOff, "quiet", "quiet intel_iommu=on")]
    [InlineData("AuthenticAMD", DefaultOff, "quiet", "quiet")]
    [InlineData("HygonGenuine", DefaultOff, "quiet", "quiet")]
    [InlineData("AuthenticAMD", DefaultOff, "amd_iommu=off quiet", "quiet")]
    [InlineData("AuthenticAMD", DefaultOff, "intel_iommu=off quiet", "intel_iommu=off quiet")]
    [InlineData(null, DefaultOff, "quiet", "quiet")]
    public void TheArgument(string? vendor, string? kernel, string before, string after) => Assert.Equal(after, Line(vendor, kernel, before).Line);

    [Theory]
    [InlineData("GenuineIntel", "quiet", "quiet intel_iommu=on")]
    [InlineData("AuthenticAMD", "quiet", "quiet amd_iommu=on")]
    [InlineData("AuthenticAMD", "amd_iommu=force_isolation", "amd_iommu=force_isolation,on")]
    [InlineData(null, "quiet", "quiet")]
    public void TheTutorialsArgumentIsWrittenWhenAskedFor(string? vendor, string before, string after) => Assert.Equal(after, Line(vendor, DefaultOn, before, isExplicit: true).Line);

    [Fact]
    public void UnsafeInterruptsCostAWarning()
    {
        (string line, IommuActivation activation) = Line("AuthenticAMD", null, "quiet", allowsUnsafe: true);
        Assert.Equal("quiet vfio_iommu_type1.allow_unsafe_interrupts=1", line);
        Assert.Contains(activation.Warnings, warning => warning.Contains("break out", StringComparison.Ordinal));
    }

    /// <summary>Rushmore75/amd-passthrough-fix#1: amd_iommu=on on an Intel processor, because the card was AMD's.</summary>
    [Fact]
    public void TheMakerOfTheCardDoesNotDecide()
    {
        using TemporaryHost tree = Host("GenuineIntel", DefaultOff).Function("0000:01:00.0", id: "1002:73df");
        Assert.Equal("quiet intel_iommu=on", Line(tree, "quiet").Line);
    }

    [Fact]
    public void AlreadyOnIsSaidWithEvidence()
    {
        using TemporaryHost tree = Host("GenuineIntel", DefaultOff).Folder("sys/class/iommu/dmar0").Folder("sys/kernel/iommu_groups/0").Folder("sys/kernel/iommu_groups/1");
        (string line, IommuActivation activation) = Line(tree, "quiet", running: "quiet");
        Assert.Equal("quiet", line);
        Assert.Contains(activation.Notes, note => note.Contains("sys/class/iommu/dmar0", StringComparison.Ordinal) && note.Contains("2 IOMMU groups", StringComparison.Ordinal));
    }

    /// <summary>On now, but only because this start was told so and the next will not be.</summary>
    [Fact]
    public void AnArgumentThatOnlyRunsIsConfigured()
    {
        using TemporaryHost tree = Host("GenuineIntel", DefaultOff).Folder("sys/class/iommu/dmar0").Folder("sys/kernel/iommu_groups/0");
        Assert.Equal("quiet intel_iommu=on", Line(tree, "quiet", running: "quiet intel_iommu=on").Line);
    }

    [Theory]
    [InlineData("GenuineIntel", "VT-d")]
    [InlineData("AuthenticAMD", "AMD-Vi")]
    public void AMissingTableOfTheFirmwareWarns(string vendor, string setting)
    {
        using TemporaryHost tree = Host(vendor, DefaultOff);
        Directory.Delete(tree.PathOf("sys/firmware"), recursive: true);
        Assert.Contains(Line(tree, "quiet").Activation.Warnings, warning => warning.Contains(setting, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("arch-grub", "proc/config.gz")]
    [InlineData("bazzite", "lib/modules")]
    [InlineData("debian-12", "boot/config-6.1.0-37-amd64")]
    public void TheKernelsConfigurationIsFound(string distribution, string place)
    {
        using TemporaryHost tree = BootHost.Of(distribution, host: null);
        using HostRoot host = HostRoot.Open(tree.Root);
        KernelDefault found = KernelDefault.Read(host);
        Assert.Contains(place, found.Source, StringComparison.Ordinal);
        Assert.Equal(distribution == "debian-12", found.IsOn);
    }

    private static (string Line, IommuActivation Activation) Line(string? vendor, string? kernel, string before, bool isExplicit = false, bool allowsUnsafe = false)
    {
        using TemporaryHost tree = Host(vendor, kernel);
        return Line(tree, before, before, isExplicit, allowsUnsafe);
    }

    private static (string Line, IommuActivation Activation) Line(TemporaryHost tree, string before, string? running = null, bool isExplicit = false, bool allowsUnsafe = false)
    {
        using HostRoot host = HostRoot.Open(tree.Root);
        KernelCommandLine line = KernelCommandLine.Parse(before);
        IommuActivation activation = IommuActivation.Of(host, line, KernelCommandLine.Parse(running ?? before), isExplicit, allowsUnsafe);
        return (line.With(activation.Edits).ToString(), activation);
    }

    private static TemporaryHost Host(string? vendor, string? kernel)
    {
        TemporaryHost tree = new TemporaryHost().File("proc/cpuinfo", vendor is null ? "processor\t: 0\nCPU implementer\t: 0x41\n" : $"processor\t: 0\nvendor_id\t: {vendor}\n").File("proc/sys/kernel/osrelease", "6.1.0\n");
        if (kernel is not null) tree.File("boot/config-6.1.0", kernel);
        return tree.File("sys/firmware/acpi/tables/DMAR", string.Empty).File("sys/firmware/acpi/tables/IVRS", string.Empty);
    }
}
