using System.Xml.Linq;
using CsCheck;
using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.Stealth;
using GpuPassthrough.Tests.Libvirt.Document;
using Xunit;

namespace GpuPassthrough.Tests.Libvirt.Stealth;

/// <summary>What every method keeps to, over documents of all kinds.</summary>
public sealed class StealthTests
{
    private static readonly string[] Touched = ["cpu", "features", "clock"];

    private static readonly Gen<DomainStealthMethod> Method = Gen.Int[0, 3].Select(number => (DomainStealthMethod)number);

    private static readonly Gen<DomainStealthMethod> Hiding = Gen.Int[1, 3].Select(number => (DomainStealthMethod)number);

    private static readonly Gen<StealthOptions> Options = Gen.Select(Method, Gen.Int[0, 3], Gen.Bool, (method, version, hide) => new StealthOptions(method)
    {
        HideVmport = hide,
        LibvirtVersion = version switch { 0 => null, 1 => new Version(1, 3, 3), 2 => new Version(6, 0, 0), _ => new Version(12, 8, 0) },
        QemuVersion = version switch { 0 => null, 1 => new Version(2, 5), 2 => new Version(4, 2), _ => new Version(10, 2) },
        CpuVendor = version switch { 0 => null, 1 => "AuthenticAMD", _ => "GenuineIntel" },
    });

    [Fact]
    public void Twice_is_once() => Gen.Select(MadeDomains.All, Options).Sample((text, options) =>
    {
        DomainDocument once = Apply(DomainDocument.Parse(text), options);
        Assert.Same(once, Apply(once, options));
    });

    [Fact]
    public void What_was_before_leaves_no_trace() => Gen.Select(MadeDomains.All, Hiding, Hiding, Hiding).Sample((text, first, second, last) =>
    {
        DomainDocument document = DomainDocument.Parse(text);
        StealthOptions options = new(last) { CpuVendor = "GenuineIntel" };
        XElement after = Meaning(Apply(Apply(document, new StealthOptions(first)), options));
        Assert.Equal(after.ToString(), Meaning(Apply(Apply(document, new StealthOptions(second)), options)).ToString());
        Assert.Equal(after.ToString(), Meaning(Apply(document, options)).ToString());
    });

    [Fact]
    public void Everything_else_stays_to_the_byte() => Gen.Select(MadeDomains.All, Options).Sample((text, options) =>
    {
        DomainDocument document = DomainDocument.Parse(text);
        Assert.Equal(Others(document), Others(Apply(document, options)));
    });

    [Fact]
    public void Topology_policies_and_timers_of_the_user_stay() => Gen.Select(MadeDomains.All, Options).Sample((text, options) =>
    {
        XElement before = XElement.Parse(text);
        XElement after = XElement.Parse(Apply(DomainDocument.Parse(text), options).ToString());
        Assert.Equal(Users(before), Users(after).Where(setting => !setting.Contains("invtsc", StringComparison.Ordinal) || Users(before).Contains(setting)));
    });

    /// <summary>libvirt's own schema, on domains whose parts it takes one and all.</summary>
    [Fact]
    public void Is_valid_for_libvirt() => Gen.Select(MadeDomains.All, Options).Sample(
        (text, options) =>
        {
            DomainDocument changed = Apply(DomainDocument.Parse(text), options);
            DomainFiles.Validate(changed.ToString());
        },
        iter: 60,
        threads: 1);

    [Theory]
    [InlineData("windows10.before", "windows10.disable-hypervisor-bit", DomainStealthMethod.DisableHypervisorBit, null)]
    [InlineData("windows10.before", "windows10.hyperv-enlightenments", DomainStealthMethod.HyperVEnlightenments, "ahb6Wah2geeb")]
    [InlineData("windows10.before", "windows10.enlightened", DomainStealthMethod.Enlightened, null)]
    [InlineData("windows10.disable-hypervisor-bit", "windows10.disable-hypervisor-bit.none", DomainStealthMethod.None, null)]
    [InlineData("windows10.hyperv-enlightenments", "windows10.hyperv-enlightenments", DomainStealthMethod.HyperVEnlightenments, null)]
    public void Makes_the_domain_of_the_tutorial(string before, string after, DomainStealthMethod method, string? vendorId)
    {
        StealthOptions options = new(method) { VendorId = vendorId, CpuVendor = "GenuineIntel" };
        Assert.Equal(DomainFiles.Text(after), Apply(DomainFiles.Read(before), options).ToString());
    }

    /// <summary>Names of the schema: elements, attributes and values that no version of libvirt knows are never written.</summary>
    [Theory]
    [InlineData("1.3.3", "2.5", "relaxed vapic spinlocks vpindex runtime")]
    [InlineData("4.10.0", "3.1", "relaxed vapic spinlocks vpindex runtime synic stimer frequencies tlbflush ipi evmcs")]
    [InlineData("9.0.0", "7.2", "relaxed vapic spinlocks vpindex runtime synic stimer frequencies tlbflush ipi avic evmcs")]
    [InlineData("1.2.0", "7.2", "relaxed vapic spinlocks")]
    public void Leaves_out_what_is_too_new(string libvirt, string qemu, string expected)
    {
        StealthOptions options = new(DomainStealthMethod.Enlightened) { LibvirtVersion = Version.Parse(libvirt), QemuVersion = Version.Parse(qemu), CpuVendor = "GenuineIntel" };
        StealthResult result = StealthEditor.Apply(DomainDocument.Parse("<domain type='kvm'/>"), options);
        XElement hyperv = XElement.Parse(result.Document.ToString()).Element("features")!.Element("hyperv")!;
        Assert.Equal(expected, string.Join(' ', hyperv.Elements().Select(element => element.Name.LocalName)));
        Assert.Equal(12 - expected.Split(' ').Length, result.Notes.Count(note => note.Contains("left out", StringComparison.Ordinal)));
    }

    /// <summary>KVM refuses evmcs where guests may have no guests (arch/x86/kvm/vmx/hyperv.c), and QEMU ends.</summary>
    [Theory]
    [InlineData("GenuineIntel", true, true, 0)]
    [InlineData("GenuineIntel", null, true, 0)]
    [InlineData("GenuineIntel", false, false, 1)]
    [InlineData("AuthenticAMD", true, false, 0)]
    [InlineData(null, null, false, 1)]
    public void Gives_evmcs_where_guests_may_have_guests(string? vendor, bool? nested, bool expected, int notes)
    {
        StealthOptions options = new(DomainStealthMethod.Enlightened) { CpuVendor = vendor, HasNested = nested };
        StealthResult result = StealthEditor.Apply(DomainDocument.Parse("<domain type='kvm'/>"), options);
        Assert.Equal(expected, XElement.Parse(result.Document.ToString()).Descendants("evmcs").Any());
        Assert.Equal(notes, result.Notes.Count(note => note.Contains("evmcs", StringComparison.Ordinal)));
    }

    /// <summary>libvirt 9.0 does not start a domain of type qemu with host-passthrough: "CPU mode 'host-passthrough' ... is not supported by hypervisor".</summary>
    [Theory]
    [InlineData("kvm", "host-passthrough")]
    [InlineData("qemu", "maximum")]
    [InlineData("test", "host-passthrough")]
    public void Gives_a_domain_a_processor_that_it_can_start_with(string type, string mode)
    {
        DomainDocument document = DomainDocument.Parse($"<domain type='{type}'><cpu mode='custom' match='exact'><model fallback='allow'>qemu64</model></cpu></domain>");
        DomainDocument changed = Apply(document, new StealthOptions(DomainStealthMethod.DisableHypervisorBit));
        XElement cpu = XElement.Parse(changed.ToString()).Element("cpu")!;
        Assert.Equal((mode, null, "off"), (cpu.Attribute("mode")!.Value, cpu.Element("model")?.Value, cpu.Attribute("migratable")!.Value));
        Assert.Same(changed, Apply(changed, new StealthOptions(DomainStealthMethod.DisableHypervisorBit)));
    }

    [Theory]
    [InlineData("6.4.0", null, "require")]
    [InlineData("6.5.0", "off", null)]
    [InlineData(null, "off", null)]
    public void Gives_the_invariant_TSC_as_libvirt_can(string? libvirt, string? migratable, string? policy)
    {
        StealthOptions options = new(DomainStealthMethod.DisableHypervisorBit) { LibvirtVersion = libvirt is null ? null : Version.Parse(libvirt) };
        XElement cpu = XElement.Parse(Apply(DomainDocument.Parse("<domain type='kvm'/>"), options).ToString()).Element("cpu")!;
        Assert.Equal(migratable, cpu.Attribute("migratable")?.Value);
        Assert.Equal(policy, cpu.Elements("feature").FirstOrDefault(feature => feature.Attribute("name")!.Value == "invtsc")?.Attribute("policy")!.Value);
    }

    [Theory]
    [InlineData("<vendor_id state='on' value='AuthenticAMD'/>", "AuthenticAMD", false)]
    [InlineData("<vendor_id state='off' value='randomid'/>", "randomid", false)]
    [InlineData("<vendor_id state='on' value='Microsoft Hv'/>", null, true)]
    [InlineData("<vendor_id state='on' value=''/>", null, true)]
    [InlineData("<vendor_id state='on'/>", null, false)]
    public void Keeps_a_vendor_that_serves(string before, string? kept, bool isSaid)
    {
        string text = $"<domain type='kvm'><uuid>c7a5fdbd-edaf-9455-926a-d65c16db1809</uuid><features><hyperv>{before}</hyperv></features></domain>";
        StealthResult result = StealthEditor.Apply(DomainDocument.Parse(text), new StealthOptions(DomainStealthMethod.HyperVEnlightenments));
        XElement vendor = XElement.Parse(result.Document.ToString()).Descendants("vendor_id").Single();
        if (kept is not null) Assert.Equal(kept, vendor.Attribute("value")!.Value);
        Assert.Matches("^[A-Za-z0-9]{1,12}$", vendor.Attribute("value")!.Value);
        Assert.Equal("on", vendor.Attribute("state")!.Value);
        Assert.Equal(isSaid, result.Notes.Any(note => note.Contains("vendor ID", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("<domain type='kvm'/>", DomainStealthMethod.HyperVEnlightenments, "a,b", "StealthVendorId")]
    [InlineData("<domain type='kvm'/>", DomainStealthMethod.HyperVEnlightenments, "thirteen.long", "StealthVendorId")]
    [InlineData("<domain type='kvm'/>", DomainStealthMethod.HyperVEnlightenments, "", "StealthVendorId")]
    [InlineData("<domain type='kvm'/>", DomainStealthMethod.HyperVEnlightenments, "ünsichtbar", "StealthVendorId")]
    [InlineData("<domain type='kvm'/>", DomainStealthMethod.HyperVEnlightenments, "KVMKVMKVM", "StealthVendorIdKnown")]
    [InlineData("<domain type='kvm'/>", DomainStealthMethod.DisableHypervisorBit, "abc", "StealthVendorIdUnused")]
    [InlineData("<domain type='kvm'/>", DomainStealthMethod.Enlightened, "abc", "StealthVendorIdUnused")]
    [InlineData("<domain type='xen'/>", DomainStealthMethod.None, null, "StealthNotKvm")]
    [InlineData("<domain type='kvm'><os><type arch='aarch64'>hvm</type></os></domain>", DomainStealthMethod.None, null, "StealthNotX86")]
    [InlineData("<domain type='kvm' xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'><q:commandline><q:arg value='-cpu'/><q:arg value='host'/></q:commandline></domain>", DomainStealthMethod.DisableHypervisorBit, null, "StealthOverridden")]
    public void Refuses_what_would_do_nothing(string text, DomainStealthMethod method, string? vendorId, string id)
    {
        DomainStealthException error = Assert.Throws<DomainStealthException>(() => StealthEditor.Apply(DomainDocument.Parse(text, "win"), new StealthOptions(method) { VendorId = vendorId }));
        Assert.Equal(id, error.ErrorId);
    }

    [Fact]
    public void Refuses_a_method_that_is_too_new()
    {
        StealthOptions options = new(DomainStealthMethod.HyperVEnlightenments) { QemuVersion = new Version(2, 4) };
        Assert.Equal("StealthTooOld", Assert.Throws<DomainStealthException>(() => StealthEditor.Apply(DomainDocument.Parse("<domain type='kvm'/>"), options)).ErrorId);
    }

    [Theory]
    [InlineData("<cpu/><cpu/>")]
    [InlineData("<features><hyperv/><hyperv/></features>")]
    public void Refuses_to_guess_which_part_counts(string parts) =>
        Assert.Equal("DomainTwice", Assert.Throws<DomainDocumentException>(() => StealthEditor.Apply(DomainDocument.Parse($"<domain type='kvm'>{parts}</domain>"), new StealthOptions(DomainStealthMethod.None))).ErrorId);

    private static DomainDocument Apply(DomainDocument document, StealthOptions options) => StealthEditor.Apply(document, options).Document;

    /// <summary>The document without the parts a method may touch, and without the white space where one was added or went.</summary>
    private static string Others(DomainDocument document)
    {
        DomainElement root = document.Root;
        IEnumerable<string> others = root.Nodes.Where(node => !(node is DomainElement element && Touched.Contains(element.Name))).Select(node => node.ToString()!);
        return string.Join('|', others.Where(text => text.Trim().Length > 0)) + string.Join('|', root.Attributes.Select(attribute => attribute.Lead + attribute.Name + attribute.Raw));
    }

    /// <summary>What the three parts mean: without order, comments, white space, and what is libvirt's default anyway.</summary>
    private static XElement Meaning(DomainDocument document)
    {
        XElement root = XElement.Parse(document.ToString());
        XElement meaning = new("meaning", Touched.SelectMany(name => root.Elements(name)).Select(Sorted));
        meaning.Descendants("hyperv").Attributes("mode").Where(mode => mode.Value == "custom").Remove();
        meaning.Elements("clock").Where(clock => !clock.HasElements && clock.Attribute("offset")?.Value == "utc").Remove();
        meaning.Elements("features").Where(features => !features.HasElements).Remove();
        return meaning;
    }

    private static XElement Sorted(XElement element) => new(
        element.Name,
        element.Attributes().OrderBy(attribute => attribute.Name.LocalName, StringComparer.Ordinal),
        element.Elements().Select(Sorted).OrderBy(child => child.ToString(), StringComparer.Ordinal),
        element.HasElements ? null : element.Value.Trim());

    private static List<string> Users(XElement domain)
    {
        IEnumerable<XElement> features = domain.Elements("cpu").Elements("feature").Where(feature => feature.Attribute("name")!.Value != "hypervisor");
        IEnumerable<XElement> timers = domain.Elements("clock").Elements("timer").Where(timer => timer.Attribute("name")!.Value != "hypervclock");
        return [.. domain.Elements("cpu").Elements("topology").Concat(features).Concat(timers).Select(element => element.ToString())];
    }
}
