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
        string? name = Array.FindLast(device.Split('/'), part => part.Length >= 12 && PciAddress.TryParse(part, out _));
        Xunit.Assert.SkipWhen(name is null, $"The root file system lies on no PCI disk here: {number} {device}");
        Xunit.Assert.Contains(new DeviceUse(DeviceUseKind.Mount, Path.GetFileName(device), "/"), Uses(name!));
    }

    [Xunit.Fact]
    public void The_interface_of_the_default_route_is_in_use()
    {
        string[] route = Output("ip", "-4", "route", "show", "default").Split(' ');
        int at = Array.IndexOf(route, "dev");
        string device = at < 0 ? "" : Output("realpath", "/sys/class/net/" + route[at + 1]);
        string? name = Array.FindLast(device.Split('/'), part => part.Length >= 12 && PciAddress.TryParse(part, out _));
        Xunit.Assert.SkipWhen(name is null, $"The default route goes over no PCI card here: {string.Join(' ', route)}");
        Xunit.Assert.Contains(new DeviceUse(DeviceUseKind.Network, route[at + 1], "default route"), Uses(name!));
    }

    [Xunit.Fact]
    public void A_disk_held_open_names_this_process()
    {
        string? node = Directory.EnumerateFiles("/dev", "?d?").Concat(Directory.EnumerateFiles("/dev", "nvme?n?")).FirstOrDefault(path => FunctionOf(path) is not null && CanOpen(path));
        Xunit.Assert.SkipWhen(node is null, "No PCI disk that this user may open.");
        using FileStream held = File.OpenRead(node!);
        string name = File.ReadAllText("/proc/self/comm").Trim();
        Xunit.Assert.Contains(new DeviceUse(DeviceUseKind.Node, node!, $"{name} ({Environment.ProcessId})"), Uses(FunctionOf(node!)!));
    }

    private static DeviceUse[] Uses(string function)
    {
        using HostRoot host = HostRoot.Open();
        PciAddress address = PciAddress.Parse(function);
        return UsageReader.Read(host, [address])[address];
    }

    private static string? FunctionOf(string node) =>
        Array.FindLast(Output("realpath", "/sys/class/block/" + Path.GetFileName(node)).Split('/'), part => part.Length >= 12 && PciAddress.TryParse(part, out _));

    private static bool CanOpen(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string Output(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string text = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? text : "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
