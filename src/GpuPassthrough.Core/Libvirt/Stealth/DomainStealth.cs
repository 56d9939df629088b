using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>What a guest's drivers can see of the hypervisor, setting by setting, as the domain is defined.</summary>
public sealed class DomainStealth
{
    internal DomainStealth(DomainDefinition domain, DomainStealthMethod? method, DomainStealthSetting[] settings, string[] problems)
    {
        Name = domain.Name;
        Uuid = domain.Uuid;
        Uri = domain.Uri;
        Path = domain.Path;
        HostRoot = domain.HostRoot;
        HostId = domain.HostId;
        Method = method;
        Settings = settings;
        Problems = problems;
    }

    /// <summary>The domain's name.</summary>
    public string Name { get; }

    /// <summary>The method the domain amounts to; null when it is a mixture of several.</summary>
    public DomainStealthMethod? Method { get; }

    /// <summary>What a guest can see, one by one.</summary>
    public DomainStealthSetting[] Settings { get; }

    /// <summary>The names of the settings by which the hypervisor shows.</summary>
    public string[] Visible => [.. Settings.Where(setting => setting.IsVisible).Select(setting => setting.Name)];

    /// <summary>Settings that do nothing as they stand, one sentence each.</summary>
    public string[] Problems { get; }

    /// <summary>The domain's UUID; null in a file that has none.</summary>
    public Guid? Uuid { get; }

    /// <summary>The daemon that keeps the domain; null for a file.</summary>
    public string? Uri { get; }

    /// <summary>The domain XML file; null for a domain that libvirt keeps.</summary>
    public string? Path { get; }

    /// <summary>The directory that is the host's root: <c>/</c> for the running machine.</summary>
    public string HostRoot { get; }

    /// <summary>Tells the host from others without naming it: a salted hash of its machine id.</summary>
    public string? HostId { get; }

    /// <summary>The domain and its method.</summary>
    public override string ToString() => $"{Name}: {(object?)Method ?? "mixed"}";
}
