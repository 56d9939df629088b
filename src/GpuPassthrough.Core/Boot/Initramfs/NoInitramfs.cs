using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>The kernel starts without an initramfs: the root file system's own modprobe.d is the only one.</summary>
internal sealed class NoInitramfs(HostRoot host, IReadOnlyList<string> evidence) : InitramfsGenerator(host, evidence)
{
    internal override string Name => "none";

    internal override IReadOnlyList<string> Files => [];

    internal override BootPart Plan(EarlyContent wanted) => BootPart.Nothing;

    internal override BootPart Refresh() => BootPart.Nothing;

    protected override IReadOnlyList<string> ImagePaths(string release) => [];
}
