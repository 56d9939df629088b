using GpuPassthrough.Boot.Initramfs.Formats;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>
/// initramfs-tools of Debian, Ubuntu and Proxmox. Modules stand one a line in a single file; what modprobe.d below
/// <c>/etc</c> holds goes into every image. The modules listed are loaded after udev has started: a softdep has to see
/// to the order.
/// </summary>
internal sealed class InitramfsTools(HostRoot host, IReadOnlyList<string> evidence) : InitramfsGenerator(host, evidence)
{
    internal override string Name => "initramfs-tools";

    internal override IReadOnlyList<string> Files =>
        [.. Present(HostPaths.InitramfsTools, HostPaths.InitramfsToolsDropIns, string.Empty), .. Present(HostPaths.InitramfsToolsModules)];

    internal override BootPart Plan(EarlyContent wanted)
    {
        PlannedFile file = BlockFile.Plan(Host, HostPaths.InitramfsToolsModules, text => ModuleLines.With(text, wanted.Modules));
        return file.ChangesSomething ? Refresh() with { Files = [file] } : BootPart.Nothing;
    }

    internal override BootPart Refresh() => DebianRefresh.Of(Host);

    protected override IReadOnlyList<string> ImagePaths(string release) => ImagePlaces.Of(Host, release);
}
