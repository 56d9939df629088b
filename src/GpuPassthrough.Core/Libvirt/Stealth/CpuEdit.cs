using GpuPassthrough.Libvirt.Document;

namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>What the methods do to the domain's processor.</summary>
internal sealed class CpuEdit(DomainElement domain, StealthOptions options, StealthNotes notes)
{
    private const string Passthrough = "host-passthrough";
    private const string Maximum = "maximum";
    private const string Hypervisor = "hypervisor";
    private const string InvariantTsc = "invtsc";

    // migratable='off' keeps what cannot migrate, of which the invariant TSC is one; the attribute is known since libvirt 6.5.
    private static readonly Version MigratableSince = new(6, 5, 0);

    // A domain that is emulated has no host to pass through, and would not start: all that QEMU can emulate takes its place.
    private string Mode => domain.Get("type") == "qemu" ? Maximum : Passthrough;

    /// <summary>Shows the guest the host's own processor. What describes another one goes.</summary>
    internal void PassHostThrough()
    {
        DomainElement cpu = domain.Part("cpu");
        if (cpu.Get("mode") != Mode) cpu.Set("mode", Mode);
        foreach (DomainElement dead in cpu.Elements.Where(element => element.IsPlain && element.Name is "model" or "vendor").ToArray())
        {
            notes.Add("StealthCpuModel", dead.Name, dead.Text, Mode);
            dead.Remove();
        }

        cpu.Unset("match");
    }

    /// <summary>Switches CPUID leaf 1, ECX bit 31 off.</summary>
    internal void HideHypervisor()
    {
        DomainElement cpu = domain.Part("cpu");
        DomainElement[] features = [.. Features(cpu, Hypervisor)];
        features.Skip(1).RemoveAll();
        (features.FirstOrDefault() ?? AddFeature(cpu, Hypervisor)).Set("policy", "disable");
    }

    /// <summary>Leaves the bit as the hypervisor sets it.</summary>
    internal void ShowHypervisor()
    {
        if (domain.Find("cpu") is DomainElement cpu) Features(cpu, Hypervisor).RemoveAll();
    }

    /// <summary>Lets the guest have the host's invariant TSC: without it a guest that uses no clock of the hypervisor falls back to slow ones.</summary>
    internal void ShowInvariantTsc()
    {
        DomainElement cpu = domain.Part("cpu");
        string? policy = Features(cpu, InvariantTsc).FirstOrDefault()?.Get("policy");
        if (policy is "disable" or "forbid") notes.Add("StealthNoTsc", policy);
        else if (policy is "require" or "force") return;
        else if (options.LibvirtVersion is null || options.LibvirtVersion >= MigratableSince) cpu.Set("migratable", "off");
        else (Features(cpu, InvariantTsc).FirstOrDefault() ?? AddFeature(cpu, InvariantTsc)).Set("policy", "require");
    }

    private static IEnumerable<DomainElement> Features(DomainElement cpu, string name) => cpu.FindAll("feature").Where(feature => feature.Get("name") == name);

    private static DomainElement AddFeature(DomainElement cpu, string name)
    {
        DomainElement feature = cpu.Add("feature", cpu.FindAll("feature").LastOrDefault());
        feature.Set("policy", "require");
        feature.Set("name", name);
        return feature;
    }
}
