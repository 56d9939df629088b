using GpuPassthrough.Tests.Support;

namespace GpuPassthrough.Tests.Usage;

/// <summary>Which frame buffer has the console: Documentation/fb/fbcon.rst and Documentation/ABI/testing/sysfs-class-vtconsole.</summary>
public sealed class ConsoleUseTests : IDisposable
{
    private readonly TemporaryHost _host = new();

    public ConsoleUseTests() => _host
        .Device("graphics", "pci0000:00/0000:00:02.0/graphics/fb0").Device("graphics", "pci0000:00/0000:00:01.0/0000:01:00.0/graphics/fb1").Device("graphics", "virtual/graphics/fbcon")
        .File("sys/class/vtconsole/vtcon0/name", "(S) dummy device\n").File("sys/class/vtconsole/vtcon0/bind", "0\n")
        .File("sys/class/vtconsole/vtcon1/name", "(M) frame buffer device\n").File("sys/class/vtconsole/vtcon1/bind", "1\n");

    public void Dispose() => _host.Dispose();

    [Xunit.Fact]
    public void The_console_is_on_the_first_frame_buffer()
    {
        Xunit.Assert.Equal(["Display: fb0 (console)"], _host.Uses("0000:00:02.0"));
        Xunit.Assert.Empty(_host.Uses("0000:01:00.0"));
    }

    [Xunit.Fact]
    public void The_boot_display_may_have_it_too()
    {
        _host.File("sys/bus/pci/devices/0000:01:00.0/boot_vga", "1\n");
        Xunit.Assert.Equal(["Display: fb1 (console)"], _host.Uses("0000:01:00.0"));
    }

    [Xunit.Fact]
    public void The_kernel_command_line_may_map_it()
    {
        _host.File("proc/cmdline", "root=/dev/sda1 fbcon=font:VGA8x16,map:1 quiet\n");
        Xunit.Assert.Empty(_host.Uses("0000:00:02.0"));
        Xunit.Assert.Equal(["Display: fb1 (console)"], _host.Uses("0000:01:00.0"));
    }

    [Xunit.Fact]
    public void An_unbound_console_uses_nothing()
    {
        _host.File("sys/class/vtconsole/vtcon1/bind", "0\n").File("sys/class/vtconsole/vtcon0/bind", "1\n");
        Xunit.Assert.Empty(_host.Uses("0000:00:02.0"));
    }

    [Xunit.Fact]
    public void A_firmware_frame_buffer_hangs_on_its_card_on_newer_kernels()
    {
        using TemporaryHost host = new();
        host.Device("graphics", "pci0000:00/0000:00:01.0/0000:01:00.0/efi-framebuffer.0/graphics/fb0")
            .File("sys/class/vtconsole/vtcon1/name", "(M) frame buffer device\n").File("sys/class/vtconsole/vtcon1/bind", "1\n");
        Xunit.Assert.Equal(["Display: fb0 (console)"], host.Uses("0000:01:00.0"));
    }
}
