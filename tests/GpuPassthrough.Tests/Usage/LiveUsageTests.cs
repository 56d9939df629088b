using System.Diagnostics;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Usage;

namespace GpuPassthrough.Tests.Usage;

/// <summary>The machine the tests run on; what is expected comes from findmnt, realpath and ip.</summary>
public sealed class LiveUsageTests
{
    [Xunit.Fact]
    public void The_disk_that_holds_the_root_file_system_is_mounted()
    {
        string number = Output("findmnt", "-nro", "MAJ:MIN", "--target", "/");
        string device = number.Length == 0 ? "" : Output("realpath", "/sys/dev/block/" + number);
        string? name = FunctionOf(device);
        Xunit.Assert.SkipWhen(name is null, $"The root file system lies on no PCI disk here: {number} {device}");
        Xunit.Assert.Contains(new DeviceUse(DeviceUseKind.Mount, Path.GetFileName(device), "/"), Uses(name!));
    }

    [Xunit.Fact]
    public void The_interface_of_the_default_route_is_in_use()
    {
        string[] route = Output("ip", "-4", "route", "show", "default").Split(' ');
        int at = Array.IndexOf(route, "dev");
        string device = at < 0 ? "" : Output("realpath", "/sys/class/net/" + route[at + 1]);
        string? name = FunctionOf(device);
        Xunit.Assert.SkipWhen(name is null, $"The default route goes over no PCI card here: {string.Join(' ', route)}");
        Xunit.Assert.Contains(new DeviceUse(DeviceUseKind.Network, route[at + 1], "default route"), Uses(name!));
    }

    [Xunit.Fact]
    public void A_node_this_process_holds_open_is_found_among_all_processes()
    {
        using FileStream held = File.OpenRead("/dev/null");
        using HostRoot host = HostRoot.Open();
        PciAddress function = PciAddress.Parse("0000:01:00.0");
        UsageBook book = new([function]);
        OpenNodes.Read(host, path => path == "dev/null" ? (DeviceUseKind.Node, [function]) : null, book);
        string name = File.ReadAllText("/proc/self/comm").Trim();
        Xunit.Assert.Contains(new DeviceUse(DeviceUseKind.Node, "/dev/null", $"{name} ({Environment.ProcessId})"), book.Close()[function]);
    }

    private static DeviceUse[] Uses(string function)
    {
        using HostRoot host = HostRoot.Open();
        PciAddress address = PciAddress.Parse(function);
        return UsageReader.Read(host, [address])[address];
    }

    private static string? FunctionOf(string devicePath) =>
        Array.FindLast(devicePath.Split('/'), part => part.Length >= 12 && PciAddress.TryParse(part, out _));

    private static string Output(string program, params string[] arguments)
    {
        bool isThere = Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
        Xunit.Assert.SkipUnless(isThere, $"{program}, which says what to expect, is not installed here.");
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string text = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : "";
    }
}
