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
        bool isByKernelInstall = Host.Identify(HostPaths.KernelInstall) is not null && (KernelInstallSettings.Read(Host) is { Layout: "uki" } || HasForeignToken());
        return isByKernelInstall ? RefreshPlan.Of(Host, "kernel-install", "add-all") : RefreshPlan.Of(Host, "dracut", "--force", "--regenerate-all");
    }

    // dracut itself finds a kernel's own directory only where it is called by the machine's id; with another entry token it would write where nobody looks.
    private bool HasForeignToken()
    {
        string? id = Host.ReadText(HostPaths.MachineId);
        return !ImageNames.All(Host).Any() && HostPaths.BootFolders.SelectMany(folder => ImageNames.Tokens(Host, folder)).Any(token => token != id && token != "Default");
    }

    protected override IReadOnlyList<string> ImagePaths(string release) =>
        [.. ImagePlaces.Of(Host, release), .. HostPaths.ModuleTrees.Select(tree => $"{tree}/{release}/initrd")];
}
