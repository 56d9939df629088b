using System.Text;
using BenchmarkDotNet.Attributes;
using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.HostDevices;
using GpuPassthrough.Libvirt.Stealth;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Benchmarks.Parts;

/// <summary>Edits of a domain as large as real ones become, from its bytes to its bytes; each may take two milliseconds.</summary>
public class DomainBenchmarks
{
    private readonly byte[] _domain = Make();
    private readonly HostDeviceRequest _card = new([new PciAddress(0, 1, 0, 0), new PciAddress(0, 1, 0, 1)]);

    [Benchmark(Baseline = true)]
    public int ReadAndWrite() => DomainDocument.Parse(_domain, "domain").ToBytes().Length;

    [Benchmark]
    public int DisableHypervisorBit() => Apply(DomainStealthMethod.DisableHypervisorBit);

    [Benchmark]
    public int Enlighten() => Apply(DomainStealthMethod.Enlightened);

    [Benchmark]
    public int AddCard() => HostDeviceEditor.Add(DomainDocument.Parse(_domain, "domain"), _card).Document.ToBytes().Length;

    private int Apply(DomainStealthMethod method) => StealthEditor.Apply(DomainDocument.Parse(_domain, "domain"), new StealthOptions(method)).Document.ToBytes().Length;

    private static byte[] Make()
    {
        StringBuilder text = new("<domain type='kvm'>\n  <name>large</name>\n  <os>\n    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>\n  </os>\n  <features>\n    <acpi/>\n    <hyperv>\n      <relaxed state='on'/>\n    </hyperv>\n  </features>\n  <cpu mode='host-model'/>\n  <clock offset='localtime'/>\n  <devices>\n    <controller type='pci' index='0' model='pcie-root'/>\n");
        for (int index = 1; index <= 60; index++)
        {
            text.Append($"    <controller type='pci' index='{index}' model='pcie-root-port'>\n      <model name='pcie-root-port'/>\n      <target chassis='{index}' port='0x{index:x}'/>\n      <address type='pci' domain='0x0000' bus='0x00' slot='0x{index / 8 + 2:x2}' function='0x{index % 8:x}'/>\n    </controller>\n");
            text.Append($"    <disk type='block' device='disk'>\n      <driver name='qemu' type='raw' cache='none'/>\n      <source dev='/dev/vg0/disk{index}'/>\n      <target dev='vd{index}' bus='virtio'/>\n      <address type='pci' domain='0x0000' bus='0x{index:x2}' slot='0x00' function='0x0'/>\n    </disk>\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("  </devices>\n</domain>\n").ToString());
    }
}
