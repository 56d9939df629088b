using System.Runtime.InteropServices;
using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Boot.CommandLine;

/// <summary>Nothing is written that the kernel would cut.</summary>
public sealed class KernelCommandLineLimitsTests
{
    /// <summary>COMMAND_LINE_SIZE of the kernel's arch/*/include, by the numbers of elf(5).</summary>
    [Theory]
    [InlineData(62, 2048)]
    [InlineData(3, 2048)]
    [InlineData(183, 2048)]
    [InlineData(21, 2048)]
    [InlineData(258, 4096)]
    [InlineData(40, 1024)]
    [InlineData(null, 1024)]
    public void The_length_is_the_architectures(int? machine, int expected) => Assert.Equal(expected, KernelCommandLineLimits.Of(machine).LineSize);

    [Fact]
    public void This_machine_is_known()
    {
        using HostRoot host = HostRoot.Open("/");
        int expected = RuntimeInformation.OSArchitecture switch { Architecture.X64 => 62, Architecture.Arm64 => 183, _ => -1 };
        Assert.SkipWhen(expected < 0, "The number of this architecture is not written here.");
        Assert.Equal(expected, MachineArchitecture.Read(host));
    }

    [Theory]
    [InlineData(1, 0xb7, 0x00, 183)]
    [InlineData(2, 0x00, 0x15, 21)]
    public void The_header_says_in_which_order_its_bytes_are(byte order, byte first, byte second, int expected)
    {
        using TemporaryHost folder = new();
        folder.File("sbin/init", "not a program").Folder("usr/lib/systemd");
        File.WriteAllBytes(folder.PathOf("usr/lib/systemd/systemd"), [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, order, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, first, second, 9, 9]);
        using HostRoot host = HostRoot.Open(folder.Root);
        Assert.Equal(expected, MachineArchitecture.Read(host));
    }

    [Fact]
    public void Without_programs_the_architecture_is_unknown()
    {
        using TemporaryHost folder = new();
        using HostRoot host = HostRoot.Open(folder.Root);
        Assert.Null(MachineArchitecture.Read(host));
    }

    [Theory]
    [InlineData(2047, 0, true)]
    [InlineData(2048, 0, false)]
    [InlineData(1948, 100, false)]
    [InlineData(1947, 100, true)]
    public void The_line_has_room_for_its_end(int length, int reserve, bool fits)
    {
        KernelCommandLine after = KernelCommandLine.Parse(new string('a', length));
        if (fits) new KernelCommandLineLimits(2048).Check(KernelCommandLine.Parse(""), after, "/x", reserve);
        else Assert.Equal("CommandLineTooLong", Refused(2048, "", after.ToString(), reserve).ErrorId);
    }

    [Fact]
    public void A_line_that_is_too_long_may_get_shorter() =>
        new KernelCommandLineLimits(1024).Check(KernelCommandLine.Parse(new string('a', 3000)), KernelCommandLine.Parse(new string('a', 2999)), "/x");

    [Theory]
    [InlineData(1023, true)]
    [InlineData(1024, false)]
    public void The_list_has_room_for_its_end(int length, bool fits)
    {
        string after = $"vfio-pci.ids={new string('1', length)}";
        if (fits) new KernelCommandLineLimits(2048).Check(KernelCommandLine.Parse(""), KernelCommandLine.Parse(after), "/x");
        else Assert.Equal("IdListTooLong", Refused(2048, "", after, 0).ErrorId);
    }

    [Fact]
    public void The_error_names_the_lengths()
    {
        BootConfigurationException error = Refused(2048, "", new string('a', 2048), 256);
        Assert.Contains("2048", error.Message, StringComparison.Ordinal);
        Assert.Contains("2047", error.Message, StringComparison.Ordinal);
        Assert.Contains("256", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.NextStep);
        Assert.Equal("/x", error.Subject);
    }

    private static BootConfigurationException Refused(int size, string before, string after, int reserve) =>
        Assert.Throws<BootConfigurationException>(() => new KernelCommandLineLimits(size).Check(KernelCommandLine.Parse(before), KernelCommandLine.Parse(after), "/x", reserve));
}
