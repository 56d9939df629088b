namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>One thing by which a guest's driver can tell that it runs under a hypervisor.</summary>
public sealed class DomainStealthSetting
{
    internal DomainStealthSetting(string name, bool isVisible, string value, string message, params object?[] arguments)
    {
        Name = name;
        IsVisible = isVisible;
        Value = value;
        Reason = Messages.Format(message, arguments);
    }

    /// <summary>What it is about: HypervisorBit, KvmSignature, HyperVSignature, HyperVClock, CpuModel, InvariantTsc, Vmport, Smbios.</summary>
    public string Name { get; }

    /// <summary>True when a driver of the guest can see the hypervisor by it.</summary>
    public bool IsVisible { get; }

    /// <summary>What the guest finds there.</summary>
    public string Value { get; }

    /// <summary>Which element of the domain makes it so.</summary>
    public string Reason { get; }

    /// <summary>The name and what the guest finds.</summary>
    public override string ToString() => $"{Name}: {Value}";
}
