using GpuPassthrough.Formats;
using Xunit;

namespace GpuPassthrough.Tests.Formats;

public sealed class ShortNamesTests
{
    // Vendor names as pci.ids has them.
    [Theory]
    [InlineData("NVIDIA Corporation GP106 [GeForce GTX 1060 6GB]", "NVIDIA GP106 [GeForce GTX 1060 6GB]")]
    [InlineData("Intel Corporation 9 Series Chipset Family SATA Controller [AHCI Mode]", "Intel 9 Series Chipset Family SATA Controller [AHCI Mode]")]
    [InlineData("Advanced Micro Devices, Inc. [AMD/ATI] Navi 21 [Radeon RX 6800]", "AMD/ATI Navi 21 [Radeon RX 6800]")]
    [InlineData("Advanced Micro Devices, Inc. [AMD] Starship/Matisse Root Complex", "AMD Starship/Matisse Root Complex")]
    [InlineData("Realtek Semiconductor Co., Ltd. RTL8111/8168/8411 PCI Express Gigabit Ethernet Controller", "Realtek RTL8111/8168/8411 PCI Express Gigabit Ethernet Controller")]
    [InlineData("Red Hat, Inc. Virtio 1.0 block device", "Red Hat Virtio 1.0 block device")]
    [InlineData("Samsung Electronics Co Ltd NVMe SSD Controller SM981/PM981/PM983", "Samsung NVMe SSD Controller SM981/PM981/PM983")]
    [InlineData("ASMedia Technology Inc. ASM1083/1085 PCIe to PCI Bridge", "ASMedia Technology ASM1083/1085 PCIe to PCI Bridge")]
    [InlineData("Some vendor Device 0001", "Some vendor Device 0001")]
    public void Legal_forms_are_left_out(string name, string expected) => Assert.Equal(expected, ShortNames.Device(name));

    [Theory]
    [InlineData("0300", "VGA compatible controller", false, "GPU VGA")]
    [InlineData("0300", "VGA compatible controller", true, "GPU boot")]
    [InlineData("0302", "3D controller", false, "GPU 3D")]
    [InlineData("1300", "Non-Essential Instrumentation", false, "Non-Essential Instrumentation")]
    [InlineData("ffff", null, false, "ffff")]
    public void Classes_are_short_and_displays_begin_with_gpu(string code, string? name, bool isBootVga, string expected) =>
        Assert.Equal(expected, ShortNames.Class(code, name, isBootVga));
}
