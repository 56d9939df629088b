using GpuPassthrough.Libvirt.Document;

namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>Whether a method would do anything in a domain.</summary>
internal static class StealthCheck
{
    private static readonly string[] Emulated = ["qemu", "test"];

    /// <exception cref="DomainStealthException">It would not, or cannot be had.</exception>
    /// <exception cref="DomainDocumentException">The document has a part twice.</exception>
    internal static void Check(DomainDocument document, DomainElement domain, StealthOptions options, StealthNotes notes)
    {
        string source = document.Source;
        CheckParts(document, domain);
        CheckKind(source, domain, notes);
        if (IsOverridden(domain)) throw DomainStealthException.Overridden(source);
        if (options.VendorId is string vendor) CheckVendor(source, vendor, options.Method);
        if (options.Method != DomainStealthMethod.HyperVEnlightenments) return;
        foreach (Enlightenment each in Enlightenment.Basic)
        {
            if (each.Hindrance(options) is { } hindrance) throw DomainStealthException.TooOld(source, each.Name, hindrance.Program, hindrance.Since, hindrance.Have);
        }
    }

    /// <summary>True when the domain hands QEMU a processor of its own, past libvirt: QEMU takes the last one.</summary>
    internal static bool IsOverridden(DomainElement domain) => domain.Elements
        .Where(element => element.Name.EndsWith(":commandline", StringComparison.Ordinal))
        .SelectMany(commandLine => commandLine.Elements)
        .Any(argument => argument.Get("value") is "-cpu" or "--cpu");

    private static void CheckParts(DomainDocument document, DomainElement domain)
    {
        foreach (string part in (string[])["cpu", "clock", "features"]) _ = document.Single(domain, part);
        if (domain.Find("features") is not DomainElement features) return;
        _ = document.Single(features, "kvm");
        _ = document.Single(features, "hyperv");
        _ = document.Single(features, "vmport");
    }

    private static void CheckKind(string source, DomainElement domain, StealthNotes notes)
    {
        string type = domain.Get("type") ?? "";
        string architecture = domain.Path("os", "type")?.Get("arch") ?? "x86_64";
        if (architecture is not ("x86_64" or "i686")) throw DomainStealthException.NotX86(source, architecture);
        if (Emulated.Contains(type)) notes.Add("StealthEmulated", type);
        else if (type != "kvm") throw DomainStealthException.NotKvm(source, type);
    }

    private static void CheckVendor(string source, string vendor, DomainStealthMethod method)
    {
        if (method != DomainStealthMethod.HyperVEnlightenments) throw DomainStealthException.VendorIdUnused(source, method);
        if (!VendorId.IsValid(vendor)) throw DomainStealthException.VendorId(source, vendor);
        if (VendorId.IsKnown(vendor)) throw DomainStealthException.VendorIdKnown(source, vendor);
    }
}
