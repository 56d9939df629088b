using GpuPassthrough.Libvirt.Document;

namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>The elements of a domain that decide what a guest sees.</summary>
internal sealed class StealthFacts
{
    private readonly DomainElement _domain;

    internal StealthFacts(DomainElement domain)
    {
        _domain = domain;
        DomainElement? hyperv = domain.Path("features", "hyperv");
        Mode = domain.Find("cpu")?.Get("mode");
        HyperVMode = hyperv?.Get("mode") ?? "custom";
        Enlightenments = [.. hyperv?.Elements.Where(element => element.IsPlain && element.Get("state") != "off").Select(element => element.Name) ?? []];
        VendorId = hyperv?.Find("vendor_id") is { } vendor && vendor.Get("state") != "off" ? vendor.Get("value") ?? "" : null;
    }

    internal string? Mode { get; }

    internal string HyperVMode { get; }

    internal IReadOnlyList<string> Enlightenments { get; }

    internal string? VendorId { get; }

    internal bool IsHostCpu => Mode is "host-passthrough" or "maximum";

    internal bool IsHypervisorOff => Policy("hypervisor") is "disable" or "forbid";

    internal bool IsKvmHidden => _domain.Path("features", "kvm", "hidden")?.Get("state") == "on";

    internal bool IsVmportOff => _domain.Path("features", "vmport")?.Get("state") == "off";

    /// <summary>vendor_id alone does not make QEMU show Hyper-V.</summary>
    internal bool HasHyperV => HyperVMode != "custom" || HasClock || Enlightenments.Any(name => name != Enlightenment.NamedVendor.Name);

    internal bool HasClock => _domain.Find("clock")?.FindAll("timer").Any(timer => timer.Get("name") == Enlightenment.Clock && timer.Get("present") != "no") == true;

    internal bool HasInvariantTsc => Policy("invtsc") switch
    {
        "require" or "force" => true,
        "disable" or "forbid" => false,
        _ => IsHostCpu && _domain.Find("cpu")?.Get("migratable") == "off",
    };

    internal string? CpuName => _domain.Path("cpu", "model")?.Text;

    internal bool HasHostSmbios => _domain.Path("os", "smbios")?.Get("mode") == "host";

    internal bool HasOwnSmbios => _domain.Path("os", "smbios")?.Get("mode") == "sysinfo";

    private string? Policy(string feature) => _domain.Find("cpu")?.FindAll("feature").FirstOrDefault(element => element.Get("name") == feature)?.Get("policy");
}
