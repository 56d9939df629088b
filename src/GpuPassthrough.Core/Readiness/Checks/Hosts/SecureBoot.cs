using GpuPassthrough.Host;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>Whether the kernel is locked down, as distributions do under Secure Boot: then some ways into a card are closed.</summary>
internal sealed class SecureBoot() : HostRule("SecureBoot", "kernel_lockdown(7); UEFI specification, SecureBoot variable")
{
    private const int ValueOffset = 4;

    internal override Finding Judge(HostScene scene)
    {
        bool isWithoutUefi = scene.IsLive && scene.Host.Identify(HostPaths.EfiFirmware) is null;
        bool? isOn = isWithoutUefi ? false : scene.Host.ReadBytes(HostPaths.SecureBoot) is { Length: > ValueOffset } variable ? variable[ValueOffset] == 1 : null;
        string? mode = Mode(scene.Read(HostPaths.Lockdown));
        string lockdown = scene.Describe(HostPaths.Lockdown);
        string firmware = isWithoutUefi ? Messages.Format("ReadySecureNoUefi", scene.Describe(HostPaths.EfiFirmware)) : isOn is null ? Messages.Format("ReadySecureUnknown") : Messages.Format(isOn == true ? "ReadySecureOn" : "ReadySecureOff", scene.Describe(HostPaths.SecureBoot));
        if (mode is not null and not "none") return Finding.Warn(Messages.Format("ReadyLockdown", lockdown, mode, firmware), Messages.Format("ReadyLockdownRemedy"));
        if (mode is not null) return Finding.Pass(Messages.Format("ReadyLockdownNone", lockdown, firmware));
        return isOn == false ? Finding.Pass(firmware) : Finding.Skip(Messages.Format("ReadyLockdownUnknown", lockdown, firmware));
    }

    // "none [integrity] confidentiality": the one in brackets holds.
    private static string? Mode(string? text)
    {
        int start = text?.IndexOf('[', StringComparison.Ordinal) ?? -1;
        int end = text?.IndexOf(']', StringComparison.Ordinal) ?? -1;
        return start >= 0 && end > start ? text![(start + 1)..end] : null;
    }
}
