using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>Which of mkinitcpio's files the images of this host are made from.</summary>
/// <param name="InDropIn">A drop-in is read.</param>
/// <param name="InMain">The main file is read without drop-ins, by name or because the version knows none.</param>
internal sealed record MkinitcpioPlace(bool InDropIn, bool InMain)
{
    /// <exception cref="BootConfigurationException">A preset uses a configuration file that the module does not edit.</exception>
    internal static MkinitcpioPlace Find(HostRoot host, EarlyContent wanted)
    {
        if (wanted.IsNone) return new MkinitcpioPlace(false, false);
        bool knowsDropIns = KnowsDropIns(host);
        (string Preset, string File)[] named = [.. MkinitcpioPresets.Configurations(host)];
        (string Preset, string File) foreign = named.FirstOrDefault(pair => pair.File != HostPaths.Mkinitcpio);
        if (foreign.File is not null) throw new BootConfigurationException("InitramfsPresetForeign", host.Describe(foreign.Preset), HostPaths.Absolute(foreign.File));

        // The main file is read by all, the drop-ins only by those that name none: one place has to serve both.
        bool inMain = named.Length > 0 || !knowsDropIns;
        return new MkinitcpioPlace(!inMain, inMain);
    }

    // They came with version 36. The program is a script and says so; in a recorded host only its name may be there.
    private static bool KnowsDropIns(HostRoot host) => host.ReadText(HostPaths.MkinitcpioProgram) is { Length: > 0 } script
        ? script.Contains("_d_config", StringComparison.Ordinal) || script.Contains(Path.GetFileName(HostPaths.MkinitcpioDropIns), StringComparison.Ordinal)
        : host.Identify(HostPaths.MkinitcpioDropIns) is { IsDirectory: true };
}
