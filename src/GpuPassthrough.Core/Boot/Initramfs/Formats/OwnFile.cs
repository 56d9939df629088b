using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs.Formats;

/// <summary>A drop-in that is the module's alone, known by its first line.</summary>
internal static class OwnFile
{
    private const string Marker = "# Made by GpuPassthrough, and taken out by it again. Changes to this file are lost.";

    /// <summary>The file with these lines; deleted where there are none.</summary>
    /// <exception cref="BootConfigurationException">There is a file of this name that is not the module's.</exception>
    internal static PlannedFile Plan(HostRoot host, string path, IReadOnlyList<string> lines) => PlannedFile.Read(host, path, old =>
    {
        string? text = RawText.Of(old);
        if (text is not null && !IsOwn(text)) throw new BootConfigurationException("BootFileForeign", host.Describe(path));
        return lines.Count == 0 ? null : RawText.Bytes(Text(lines));
    });

    // An empty line comes first: mkinitcpio joins its files, and the one before may lack its last line break.
    private static string Text(IReadOnlyList<string> lines) => $"\n{string.Join('\n', [Marker, .. lines])}\n";

    private static bool IsOwn(string text) => text.Split('\n').Any(line => line.TrimEnd('\r') == Marker);
}
