using GpuPassthrough.Boot.Initramfs.Formats;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>mkinitcpio of Arch Linux. Its modules are loaded before its hooks run, and so before udev; with the systemd hook beside it.</summary>
internal sealed class Mkinitcpio(HostRoot host, IReadOnlyList<string> evidence) : InitramfsGenerator(host, evidence)
{
    internal override string Name => "mkinitcpio";

    internal override IReadOnlyList<string> Files =>
        [.. Present(HostPaths.Mkinitcpio, HostPaths.MkinitcpioDropIns), .. MkinitcpioPresets.Paths(Host)];

    /// <summary>Install lines need a shell, which the base hook brings.</summary>
    internal override bool HeedsInstall
    {
        get
        {
            BashSettings settings = Settings(inMain: false);
            return !settings.IsCertain || MkinitcpioLines.Hooks(settings).Contains("base", StringComparer.Ordinal);
        }
    }

    internal override BootPart Plan(EarlyContent wanted)
    {
        MkinitcpioPlace place = MkinitcpioPlace.Find(Host, wanted);
        IReadOnlyList<PlannedFile> files = [.. ((PlannedFile[])[MainFile(place, wanted), DropIn(place, wanted)]).Where(file => file.ChangesSomething)];
        return files.Count > 0 ? Refresh() with { Files = files, Notes = Notes(place, wanted) } : BootPart.Nothing;
    }

    /// <summary>All presets; where there are none, kernel-install makes the images.</summary>
    internal override BootPart Refresh()
    {
        bool isByKernelInstall = MkinitcpioPresets.Paths(Host).Count == 0 && Host.Identify(HostPaths.KernelInstall) is not null;
        return isByKernelInstall ? RefreshPlan.Of(Host, "kernel-install", "add-all") : RefreshPlan.Of(Host, "mkinitcpio", "-P");
    }

    protected override IReadOnlyList<string> ImagePaths(string release)
    {
        string? package = InstalledKernels.ReadText(Host, release, "pkgbase");
        IReadOnlyList<string> own = package is null || package.Contains('/') ? [] : [.. MkinitcpioPresets.ImagePaths(Host, package), $"{HostPaths.BootFolder}/initramfs-{package}.img"];
        return [.. own, .. ImagePlaces.Of(Host, release)];
    }

    private IReadOnlyList<string> Notes(MkinitcpioPlace place, EarlyContent wanted)
    {
        BashSettings settings = Settings(place.InMain);
        bool isLeftOut = wanted.Files.Count > 0 && settings.IsCertain && !MkinitcpioLines.Copies(settings);
        return isLeftOut ? [Messages.Format("InitramfsNoModconf", string.Join(", ", wanted.Files.Select(Host.Describe)))] : [];
    }

    private PlannedFile DropIn(MkinitcpioPlace place, EarlyContent wanted) =>
        OwnFile.Plan(Host, HostPaths.MkinitcpioDropIn, place.InDropIn ? MkinitcpioLines.Of(Settings(inMain: false), wanted) : []);

    // Lines of the user's behind our block would come after it: it goes back to the end.
    private PlannedFile MainFile(MkinitcpioPlace place, EarlyContent wanted) => BlockFile.Plan(
        Host,
        HostPaths.Mkinitcpio,
        text => MarkedBlock.With(text, place.InMain ? MkinitcpioLines.Of(Settings(inMain: true), wanted) : []));

    // What there is without ours.
    private BashSettings Settings(bool inMain) => BashSettings.Parse([BlockFile.Rest(Host, HostPaths.Mkinitcpio), .. inMain ? [] : DropIns()]);

    private IEnumerable<string> DropIns() => Host.List(HostPaths.MkinitcpioDropIns)
        .Where(entry => entry.Name.EndsWith(".conf", StringComparison.Ordinal))
        .Select(entry => $"{HostPaths.MkinitcpioDropIns}/{entry.Name}")
        .Where(path => path != HostPaths.MkinitcpioDropIn)
        .Select(path => RawText.Of(Host.ReadBytes(path)) ?? string.Empty);
}
