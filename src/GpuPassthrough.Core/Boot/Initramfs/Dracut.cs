using GpuPassthrough.Boot.Initramfs.Detection;
using GpuPassthrough.Boot.Initramfs.Formats;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>
/// dracut of Fedora, SUSE, and of Debian and Ubuntu where it replaces initramfs-tools. What force_drivers names is
/// loaded before udev starts. Files of <c>/etc/modprobe.d</c> go into the image in host-only mode only, and whether that
/// is the default differs from version to version: ours is named, which is harmless where it is copied anyway.
/// </summary>
internal sealed class Dracut(HostRoot host, IReadOnlyList<string> evidence) : InitramfsGenerator(host, evidence)
{
    internal override string Name => "dracut";

    internal override IReadOnlyList<string> Files => Present(HostPaths.Dracut, HostPaths.DracutDropIns);

    internal override BootPart Plan(EarlyContent wanted)
    {
        PlannedFile file = OwnFile.Plan(Host, HostPaths.DracutDropIn, DracutLines.Of(wanted));
        return file.ChangesSomething ? Refresh() with { Files = [file] } : BootPart.Nothing;
    }

    /// <summary>dracut leaves existing images alone unless forced.</summary>
    internal override BootPart Refresh()
    {
        if (Host.Identify(HostPaths.UpdateInitramfs) is not null) return DebianRefresh.Of(Host);
        bool isUnified = KernelInstallSettings.Read(Host) is { Layout: "uki" } && Host.Identify(HostPaths.KernelInstall) is not null;
        return isUnified ? RefreshPlan.Of(Host, "kernel-install", "add-all") : RefreshPlan.Of(Host, "dracut", "--force", "--regenerate-all");
    }

    protected override IReadOnlyList<string> ImagePaths(string release) =>
        [.. ImagePlaces.Of(Host, release), .. HostPaths.ModuleTrees.Select(tree => $"{tree}/{release}/initrd")];
}
