using System.Globalization;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Creation;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Libvirt.Creation;

/// <summary>The host's processor from /proc/cpuinfo.</summary>
public sealed class HostTopologyTests
{
    [Theory]
    [InlineData("GenuineIntel", 8, 8, 4, 2, 6)]
    [InlineData("AuthenticAMD", 32, 32, 16, 2, 30)]
    [InlineData("GenuineIntel", 4, 4, 4, 1, 3)]
    [InlineData("GenuineIntel", 1, 1, 1, 1, 1)]
    [InlineData("GenuineIntel", 20, 20, 14, 1, 19)] // cores of two kinds
    public void IsRead(string vendor, int processors, int siblings, int cores, int threads, int share)
    {
        string one = $"processor\t: 0\nvendor_id\t: {vendor}\nsiblings\t: {siblings}\ncpu cores\t: {cores}\n\n";
        using TemporaryHost tree = new TemporaryHost().File("proc/cpuinfo", string.Concat(Enumerable.Repeat(one, processors)));
        using HostRoot host = HostRoot.Open(tree.Root);
        HostTopology topology = HostTopology.Read(host);

        Assert.Equal((processors, threads, vendor == "AuthenticAMD", share), (topology.Processors, topology.ThreadsPerCore, topology.IsAmd, topology.Share));
    }

    [Fact]
    public void AgreesWithLscpuOnThisMachine()
    {
        Dictionary<string, string> lscpu = Tool.Run("lscpu").Split('\n').Where(line => line.Contains(':')).ToLookup(line => line.Split(':')[0].Trim(), line => line[(line.IndexOf(':') + 1)..].Trim()).ToDictionary(pair => pair.Key, pair => pair.First());
        using HostRoot host = HostRoot.Open();
        HostTopology topology = HostTopology.Read(host);

        Assert.Equal(int.Parse(lscpu["CPU(s)"], CultureInfo.InvariantCulture), topology.Processors);
        if (lscpu.TryGetValue("Thread(s) per core", out string? threads)) Assert.Equal(int.Parse(threads, CultureInfo.InvariantCulture), topology.ThreadsPerCore);
    }
}
