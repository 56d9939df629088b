using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Usage;

/// <summary>Network interfaces that are up, carry routes, or carry other interfaces.</summary>
internal sealed class NetworkUse
{
    private const string UpperPrefix = "upper_";

    private readonly HostRoot _host;
    private readonly UsageBook _book;
    private readonly Lazy<ILookup<string, string>> _routes;

    private NetworkUse(HostRoot host, UsageBook book)
    {
        _host = host;
        _book = book;
        _routes = new Lazy<ILookup<string, string>>(() => RouteTable.Read(host));
    }

    internal static void Read(HostRoot host, UsageBook book)
    {
        NetworkUse use = new(host, book);
        foreach (ClassEntry entry in ClassEntry.List(host, HostPaths.NetworkClass))
        {
            PciAddress[] functions = [.. entry.Functions.Where(book.Wants)];
            if (functions.Length > 0) use.Add(entry.Name, functions);
        }
    }

    private void Add(string name, PciAddress[] functions)
    {
        void Say(string detail) => _book.Add(functions, DeviceUseKind.Network, name, detail);

        using (HostDirectory? directory = _host.OpenDirectory($"{HostPaths.NetworkClass}/{name}"))
        {
            if (directory?.ReadText("operstate"u8) == "up") Say("up");
        }

        (string? master, List<string> uppers) = Above(name);
        if (master is not null) Say($"member of {master}");
        foreach (string upper in uppers.Where(upper => upper != master)) Say($"carries {upper}");
        foreach (string route in _routes.Value[name]) Say(route);
        foreach (string carried in AllAbove(name))
        {
            foreach (string route in _routes.Value[carried]) Say($"{route} through {carried}");
        }
    }

    // A bond, a bridge on it, a VLAN on that: the route is on the last.
    private HashSet<string> AllAbove(string name)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        Stack<string> rest = new([name]);
        while (rest.TryPop(out string? current))
        {
            foreach (string upper in Above(current).Uppers.Where(found.Add)) rest.Push(upper);
        }

        found.Remove(name);
        return found;
    }

    private (string? Master, List<string> Uppers) Above(string name)
    {
        using HostDirectory? directory = _host.OpenDirectory($"{HostPaths.NetworkClass}/{name}");
        if (directory is null) return (null, []);
        _ = directory.List(out List<HostEntry> entries);
        List<string> uppers = [.. entries.Where(entry => entry.Name.StartsWith(UpperPrefix, StringComparison.Ordinal)).Select(entry => entry.Name[UpperPrefix.Length..])];
        string? master = SysfsPath.LinkText(directory, "master") is string link ? SysfsPath.LastName(link) : null;
        if (master is not null && !uppers.Contains(master)) uppers.Add(master);
        return (master, uppers);
    }
}
