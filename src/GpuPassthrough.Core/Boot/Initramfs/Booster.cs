using GpuPassthrough.Boot.Initramfs.Formats;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>
/// booster: reads one file, <c>/etc/booster.yaml</c>. Of modprobe.d it keeps the options lines only, as they were when
/// the image was made; softdep and install lines do nothing in it.
/// </summary>
internal sealed class Booster(HostRoot host, IReadOnlyList<string> evidence) : InitramfsGenerator(host, evidence)
{
    internal override string Name => "booster";

    internal override IReadOnlyList<string> Files => Present(HostPaths.Booster);

    internal override bool HeedsSoftdep => false;

    internal override bool HeedsInstall => false;

    internal override BootPart Plan(EarlyContent wanted)
    {
        PlannedFile file = PlannedFile.Read(Host, HostPaths.Booster, old => RawText.Bytes(Edit(RawText.Of(old), wanted.Modules)));
        return file.ChangesSomething ? Refresh() with { Files = [file] } : BootPart.Nothing;
    }

    internal override BootPart Refresh()
    {
        if (Host.Identify(HostPaths.BoosterRegenerate) is { IsDirectory: false }) return RefreshPlan.Of(Host, HostPaths.Absolute(HostPaths.BoosterRegenerate));
        if (Host.Identify(HostPaths.KernelInstall) is not null) return RefreshPlan.Of(Host, "kernel-install", "add-all");
        throw new BootConfigurationException("BoosterRefreshMissing", Host.Describe(HostPaths.BoosterRegenerate));
    }

    protected override IReadOnlyList<string> ImagePaths(string release)
    {
        string? package = InstalledKernels.ReadText(Host, release, "pkgbase");
        bool isName = package is not null && !package.Contains('/');
        return [.. isName ? [$"{HostPaths.BootFolder}/booster-{package}.img"] : Array.Empty<string>(), .. ImagePlaces.Of(Host, release)];
    }

    private string? Edit(string? text, IReadOnlyList<string> modules)
    {
        try
        {
            return BoosterYaml.With(text, modules);
        }
        catch (FormatException exception)
        {
            throw new BootConfigurationException("BoosterYamlOdd", $"{Host.Describe(HostPaths.Booster)}:{exception.Message}", string.Join(',', modules));
        }
    }
}
