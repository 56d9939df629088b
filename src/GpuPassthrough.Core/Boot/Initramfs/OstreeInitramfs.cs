using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>
/// Fedora Atomic and its like: the image comes from the server and holds nothing of this host. Making it here instead
/// (rpm-ostree initramfs --enable) is the owner's decision: it lasts, slows every upgrade, and what was chosen for it
/// before would be replaced. It then runs dracut with the host's own /etc, but not in host-only mode.
/// </summary>
internal sealed class OstreeInitramfs(HostRoot host, IReadOnlyList<string> evidence) : InitramfsGenerator(host, evidence)
{
    internal override string Name => "rpm-ostree";

    internal override bool IsManaged => false;

    internal override IReadOnlyList<string> Files => Present(HostPaths.Dracut, HostPaths.DracutDropIns);

    internal override BootPart Plan(EarlyContent wanted)
    {
        if (wanted.IsNone) return Refresh();
        IEnumerable<string> drivers = wanted.Modules.Count == 0 ? [] : ["--arg=--force-drivers", $"--arg={string.Join(' ', wanted.Modules)}"];
        IEnumerable<string> files = wanted.Files.SelectMany(file => (string[])["--arg=-I", $"--arg={HostPaths.Absolute(file)}"]);
        return new BootPart { Notes = [Messages.Format("InitramfsOstree", CommandText.Of(["rpm-ostree", "initramfs", "--enable", .. drivers, .. files]))] };
    }

    internal override BootPart Refresh() => new() { Notes = [Messages.Format("InitramfsOstreeRefresh", CommandText.Of(["rpm-ostree", "initramfs"]))] };

    protected override IReadOnlyList<string> ImagePaths(string release) =>
        [.. HostPaths.ModuleTrees.Select(tree => $"{tree}/{release}/initramfs.img")];
}
