using System.Globalization;
using GpuPassthrough.Host;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>The user that libvirt starts QEMU as. Whoever it is has no power over permissions: libvirt takes root's capabilities away, too.</summary>
internal sealed class QemuUser
{
    private readonly uint? _user;
    private readonly HashSet<uint> _groups;

    private QemuUser(string name, uint? user, HashSet<uint> groups)
    {
        Name = name;
        _user = user;
        _groups = groups;
    }

    internal string Name { get; }

    /// <summary>As qemu.conf says; else the user that the distribution's package made; else somebody without rights of his own.</summary>
    internal static QemuUser Read(HostRoot host, QemuSettings settings)
    {
        string[][] users = Lines(host, HostPaths.Users);
        string name = settings.User ?? users.Select(user => user[0]).FirstOrDefault(user => user is "libvirt-qemu") ?? users.Select(user => user[0]).FirstOrDefault(user => user is "qemu") ?? "qemu";
        string[]? entry = users.FirstOrDefault(user => user[0] == name || (user.Length > 2 && user[2] == name.TrimStart('+')));
        HashSet<uint> groups = [];
        if (entry?.Length > 3 && Number(entry[3]) is uint own) groups.Add(own);
        foreach (string[] group in Lines(host, HostPaths.UserGroups).Where(group => group.Length > 2))
        {
            bool isMember = group[0] == settings.Group || (group.Length > 3 && entry is not null && group[3].Split(',').Contains(entry[0]));
            if (isMember && Number(group[2]) is uint number) groups.Add(number);
        }

        return new QemuUser(name, entry?.Length > 2 ? Number(entry[2]) : Number(name.TrimStart('+')), groups);
    }

    /// <summary>False where the host has no such user: nothing is installed then that would start QEMU.</summary>
    internal bool IsKnown => _user is not null;

    internal bool MayRead(FileIdentity file) => May(file, 4);

    internal bool MayReadAndWrite(FileIdentity file) => May(file, 4) && May(file, 2);

    internal bool MayEnter(FileIdentity folder) => May(folder, 1);

    private bool May(FileIdentity file, uint right)
    {
        int shift = file.Owner == _user ? 6 : _groups.Contains(file.Group) ? 3 : 0;
        return ((file.Permissions >> shift) & right) != 0;
    }

    private static uint? Number(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;

    private static string[][] Lines(HostRoot host, string path) => [.. (host.ReadText(path) ?? "").Split('\n').Where(line => line.Contains(':', StringComparison.Ordinal)).Select(line => line.Split(':'))];
}
