using GpuPassthrough.Libvirt.Document;

namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>Puts a method into a domain. Only its cpu, features and clock are touched.</summary>
internal static class StealthEditor
{
    /// <exception cref="PassthroughException">The method would do nothing here, or cannot be had.</exception>
    internal static StealthResult Apply(DomainDocument document, StealthOptions options)
    {
        StealthNotes notes = new();
        DomainDocument changed = document.Edit(domain =>
        {
            StealthCheck.Check(document, domain, options, notes);
            Apply(domain, options, notes);
        });
        return new StealthResult(changed, notes.All);
    }

    private static void Apply(DomainElement domain, StealthOptions options, StealthNotes notes)
    {
        CpuEdit cpu = new(domain, options, notes);
        HyperVEdit hyperV = new(domain, notes);
        KvmEdit kvm = new(domain);
        if (options.Method != DomainStealthMethod.None)
        {
            cpu.PassHostThrough();
            cpu.ShowInvariantTsc();
        }

        switch (options.Method)
        {
            case DomainStealthMethod.DisableHypervisorBit:
                cpu.HideHypervisor();
                kvm.Hide();
                hyperV.Remove();
                break;
            case DomainStealthMethod.HyperVEnlightenments:
                cpu.ShowHypervisor();
                kvm.Hide();
                hyperV.Set(Enlightenment.Basic, found => Vendor(domain, found, options, notes), directTimers: false);
                hyperV.SetClock();
                break;
            case DomainStealthMethod.Enlightened:
                cpu.ShowHypervisor();
                kvm.Show();
                hyperV.Set(EnlightenmentChoice.Choose(options, notes), _ => "", Enlightenment.DirectTimers.Hindrance(options) is null);
                hyperV.SetClock();
                break;
            default:
                cpu.ShowHypervisor();
                kvm.Show();
                hyperV.RemoveVendorId();
                break;
        }

        if (options.HideVmport) kvm.HideVmport();
    }

    /// <summary>The name asked for, else the one that is there when it serves, else the domain's own.</summary>
    private static string Vendor(DomainElement domain, DomainElement found, StealthOptions options, StealthNotes notes)
    {
        if (options.VendorId is string asked) return asked;
        if (found.Get("value") is not string there) return VendorId.Derive(Identity(domain));
        if (VendorId.IsValid(there) && !VendorId.IsKnown(there)) return there;
        notes.Add("StealthVendorReplaced", there);
        return VendorId.Derive(Identity(domain));
    }

    private static string Identity(DomainElement domain) => (domain.Find("uuid") ?? domain.Find("name"))?.Text ?? "";
}
