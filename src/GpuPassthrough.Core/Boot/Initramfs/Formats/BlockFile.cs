using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs.Formats;

/// <summary>A file of the user's in which a block of ours can stand.</summary>
internal static class BlockFile
{
    /// <exception cref="BootConfigurationException">Our block in it is torn.</exception>
    internal static PlannedFile Plan(HostRoot host, string path, Func<string?, string?> edit) =>
        PlannedFile.Read(host, path, old => RawText.Bytes(Guarded(host, path, () => edit(RawText.Of(old)))));

    /// <summary>The file as it is without our block; empty when there is none.</summary>
    /// <exception cref="BootConfigurationException">Our block in it is torn.</exception>
    internal static string Rest(HostRoot host, string path) =>
        Guarded(host, path, () => MarkedBlock.Without(RawText.Of(host.ReadBytes(path)))) ?? string.Empty;

    private static string? Guarded(HostRoot host, string path, Func<string?> edit)
    {
        try
        {
            return edit();
        }
        catch (FormatException exception)
        {
            throw new BootConfigurationException("BootBlockTorn", $"{host.Describe(path)}:{exception.Message}");
        }
    }
}
