using BenchmarkDotNet.Attributes;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Benchmarks.Parts;

/// <summary>PCI addresses from and to text.</summary>
public class AddressBenchmarks
{
    private readonly PciAddress _address = new(0x10000, 0xe1, 0x1f, 7);
    private readonly string _long = "0000:01:00.0";
    private readonly string _short = "01:00.0";
    private readonly string _libvirt = "pci_0000_01_00_0";

    [Benchmark]
    public PciAddress ParseLong() => PciAddress.Parse(_long);

    [Benchmark]
    public PciAddress ParseShort() => PciAddress.Parse(_short);

    [Benchmark]
    public PciAddress ParseLibvirt() => PciAddress.Parse(_libvirt);

    [Benchmark]
    public string Format() => _address.ToString();
}
