using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.Stealth;
using Xunit;

namespace GpuPassthrough.Tests.Libvirt.Stealth;

/// <summary>What a guest sees, by QEMU's documentation of its CPUID leaves.</summary>
public sealed class StealthReaderTests
{
    [Theory]
    [InlineData("windows10.before", DomainStealthMethod.None, "HypervisorBit KvmSignature HyperVSignature HyperVClock CpuModel InvariantTsc Smbios")]
    [InlineData("windows10.disable-hypervisor-bit", DomainStealthMethod.DisableHypervisorBit, "Smbios")]
    [InlineData("windows10.hyperv-enlightenments", DomainStealthMethod.HyperVEnlightenments, "HypervisorBit HyperVClock Smbios")]
    [InlineData("windows10.enlightened", DomainStealthMethod.Enlightened, "HypervisorBit KvmSignature HyperVSignature HyperVClock Smbios")]
    [InlineData("half.before", DomainStealthMethod.None, "HypervisorBit KvmSignature CpuModel InvariantTsc Vmport Smbios")]
    public void Tells_what_a_guest_sees(string file, DomainStealthMethod method, string visible)
    {
        DomainStealth stealth = StealthReader.Read(DomainFiles.Definition(DomainFiles.Read(file)));
        Assert.Equal(method, stealth.Method);
        Assert.Equal(visible, string.Join(' ', stealth.Visible));
        Assert.Empty(stealth.Problems);
        Assert.All(stealth.Settings, setting => Assert.NotEmpty(setting.Reason));
    }

    [Theory]
    [InlineData("<features><hyperv><vendor_id state='on' value='abc'/></hyperv></features>", "vendor_id does nothing alone")]
    [InlineData("<features><hyperv><relaxed state='on'/><vendor_id state='on' value='Microsoft Hv'/></hyperv></features>", "'Microsoft Hv'")]
    [InlineData("<cpu mode='host-passthrough' migratable='off'><feature policy='disable' name='hypervisor'/></cpu>", "kvm hidden is not on")]
    [InlineData("<cpu mode='host-passthrough'><feature policy='disable' name='hypervisor'/></cpu><features><kvm><hidden state='on'/></kvm></features>", "no invariant TSC")]
    [InlineData("<cpu mode='host-passthrough' migratable='off'><feature policy='disable' name='hypervisor'/></cpu><features><kvm><hidden state='on'/></kvm><hyperv><relaxed state='on'/></hyperv></features>", "enlightenments do nothing")]
    public void Says_what_does_nothing(string parts, string expected) =>
        Assert.Contains(expected, Assert.Single(StealthReader.Read(DomainFiles.Definition(DomainDocument.Parse($"<domain type='kvm'><name>w</name>{parts}</domain>"))).Problems), StringComparison.Ordinal);

    [Fact]
    public void A_mixture_is_no_method() =>
        Assert.Null(StealthReader.Read(DomainFiles.Definition(DomainDocument.Parse("<domain type='kvm'><features><kvm><hidden state='on'/></kvm></features></domain>"))).Method);

    /// <summary>Each method is recognized again, whatever the document was.</summary>
    [Theory]
    [InlineData(DomainStealthMethod.None)]
    [InlineData(DomainStealthMethod.DisableHypervisorBit)]
    [InlineData(DomainStealthMethod.HyperVEnlightenments)]
    [InlineData(DomainStealthMethod.Enlightened)]
    public void Knows_each_method_again(DomainStealthMethod method) =>
        Assert.Equal(method, StealthReader.Read(DomainFiles.Definition(StealthEditor.Apply(DomainDocument.Parse("<domain type='kvm'/>"), new StealthOptions(method)).Document)).Method);
}
