namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>What a guest's drivers can see of the hypervisor, setting by setting, as the domain is defined.</summary>
public sealed class DomainStealth
{
    internal DomainStealth(string domain, DomainStealthMethod? method, DomainStealthSetting[] settings, string[] problems)
    {
        Domain = domain;
        Method = method;
        Settings = settings;
        Problems = problems;
    }

    /// <summary>The domain's name.</summary>
    public string Domain { get; }

    /// <summary>The method the domain amounts to; null when it is a mixture of several.</summary>
    public DomainStealthMethod? Method { get; }

    /// <summary>What a guest can see, one by one.</summary>
    public DomainStealthSetting[] Settings { get; }

    /// <summary>The names of the settings by which the hypervisor shows.</summary>
    public string[] Visible => [.. Settings.Where(setting => setting.IsVisible).Select(setting => setting.Name)];

    /// <summary>Settings that do nothing as they stand, one sentence each.</summary>
    public string[] Problems { get; }

    /// <summary>The domain and its method.</summary>
    public override string ToString() => $"{Domain}: {(object?)Method ?? "mixed"}";
}
