using GpuPassthrough.Host;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>What <c>/etc/libvirt/qemu.conf</c> says of QEMU's rights.</summary>
/// <param name="User">The user; null for the package's own.</param>
/// <param name="Group">The group; null for the package's own.</param>
/// <param name="SecurityDriver">selinux, apparmor, none; null when libvirt is to find out.</param>
internal sealed record QemuSettings(string? User, string? Group, string? SecurityDriver)
{
    internal static QemuSettings Read(HostRoot host)
    {
        Dictionary<string, string> values = [];
        foreach (string line in (host.ReadText(HostPaths.QemuConfiguration) ?? "").Split('\n'))
        {
            string[] parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2 && !line.TrimStart().StartsWith('#')) values[parts[0]] = Value(parts[1]);
        }

        return new QemuSettings(values.GetValueOrDefault("user"), values.GetValueOrDefault("group"), values.GetValueOrDefault("security_driver"));
    }

    // A list, as security_driver can be, stands in brackets: the first one that works is taken.
    private static string Value(string text)
    {
        string inner = text.TrimStart('[', ' ');
        char quote = inner.Length > 0 ? inner[0] : ' ';
        int end = quote is '"' or '\'' ? inner.IndexOf(quote, 1) : -1;
        return end > 0 ? inner[1..end] : inner.Split([' ', '\t', '#', ']', ','])[0];
    }
}
