using CsCheck;

namespace GpuPassthrough.Tests.Libvirt.Document;

/// <summary>Domains of all kinds of handwriting: what users, editors and libvirt's versions leave in them.</summary>
internal static class MadeDomains
{
    private static readonly string[] Cpus =
    [
        "",
        "<cpu mode='host-passthrough' check='none'/>",
        "<cpu mode='host-passthrough' migratable='off'><feature policy='require' name='topoext'/></cpu>",
        "<cpu mode='host-passthrough' migratable='on'/>",
        "<cpu mode='host-model'>\n<topology sockets='1' cores='2' threads='2'/>\n<feature policy='disable' name='invtsc'/></cpu>",
        "<cpu match='exact' mode='custom'><model fallback='forbid'>EPYC</model><vendor>AMD</vendor><feature name='hypervisor' policy='require'/><feature policy='require' name='invtsc'/></cpu>",
        "<cpu><topology sockets=\"1\" cores=\"4\" threads=\"1\"/><!-- no model --></cpu>",
        "<cpu mode='host-passthrough'><feature policy='forbid' name='hypervisor'/><feature policy='disable' name='vmx'/><cache mode='passthrough'/></cpu>",
    ];

    private static readonly string[] Features =
    [
        "",
        "<features/>",
        "<features><acpi/><apic/></features>",
        "<features>\n<acpi/>\n<kvm><hidden state='off'/><hint-dedicated state='on'/></kvm>\n<hyperv mode='passthrough'/></features>",
        "<features><hyperv><relaxed state='off'/><spinlocks state='on' retries='4096'/><reset state='on'/></hyperv></features>",
        "<features><hyperv mode=\"custom\"><vapic state='on'/><synic state='on'/><stimer state='on'><direct state='off'/></stimer><!-- odd --></hyperv><vmport state='on'/></features>",
        "<features><kvm><hidden state='on'/></kvm><hyperv><reenlightenment state='on'/></hyperv><pmu state='off'/></features>",
        "<features>\n<!-- nothing -->\n</features>",
    ];

    private static readonly string[] Clocks =
    [
        "",
        "<clock offset='localtime'/>",
        "<clock offset='utc'><timer name='hypervclock' present='no'/><timer name='tsc' present='yes' mode='native'/></clock>",
        "<clock offset='localtime'>\n<timer name='rtc' tickpolicy='catchup'/>\n<timer name='hypervclock' present='yes'/>\n</clock>",
        "<clock offset='localtime'><timer name='hpet' present='no'/></clock>",
    ];

    private static readonly string[] Devices =
    [
        "",
        "<devices/>",
        "<devices><emulator>/usr/bin/kvm</emulator><!-- <hostdev/> --></devices>",
        "<devices>\n<graphics type='vnc' passwd='a&amp;b&lt;&#x41;'/>\n</devices>",
    ];

    private static readonly string[] Extras =
    [
        "",
        "<metadata><app:features xmlns:app='urn:x'><app:cpu mode='custom'/></app:features></metadata>",
        "<metadata><cpu xmlns='urn:y' mode='none'><features/></cpu></metadata>",
        "<qemu:commandline xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'><qemu:arg value='-overcommit'/></qemu:commandline>",
        "<!-- <cpu mode='x'/> --><description><![CDATA[<features>&]]></description>",
        "<?editor on?><title>Ä &#228; ü</title>",
    ];

    private static readonly string[] Blanks = ["", "\n", "\n  ", "\r\n    ", " ", "\n\t", "\n\n   "];

    /// <summary>Documents in which the vendor's name is the user's, and others.</summary>
    internal static Gen<string> All { get; } = Gen.Select(
        Of(Cpus),
        Of(Features),
        Of(Clocks),
        Of(Devices),
        Of(Extras),
        Gen.Select(Of(Blanks), Gen.Bool, Gen.Int[0, 4], Gen.Bool),
        (cpu, features, clock, devices, extra, style) => Compose(cpu, features, clock, devices, extra, style.Item1, style.Item2, style.Item3, style.Item4));

    private static Gen<string> Of(string[] choices) => Gen.Int[0, choices.Length - 1].Select(index => choices[index]);

    private static string Compose(string cpu, string features, string clock, string devices, string extra, string blank, bool isDouble, int turn, bool isDeclared)
    {
        string[] parts = ["<name>made</name>", "<uuid>c7a5fdbd-edaf-9455-926a-d65c16db1809</uuid>", "<memory>1024</memory>", "<os><type arch='x86_64' machine='q35'>hvm</type></os>", features, cpu, clock, devices, extra];
        string[] turned = [.. parts.Skip(turn), .. parts.Take(turn)];
        string body = string.Concat(turned.Where(part => part.Length > 0).Select(part => blank + part.Replace("\n", blank.Contains('\n', StringComparison.Ordinal) ? blank + "  " : "", StringComparison.Ordinal)));
        string text = $"<domain type='kvm' >{body}{(blank.Contains('\n', StringComparison.Ordinal) ? "\n" : "")}</domain >\n<!-- end -->";
        if (isDouble) text = text.Replace('\'', '"');
        return isDeclared ? "<?xml version='1.0' encoding='utf-8'?>\n" + text : text;
    }
}
