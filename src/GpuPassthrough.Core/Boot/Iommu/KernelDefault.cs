using System.IO.Compression;
using System.Text;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Iommu;

/// <summary>Whether the running kernel was built to turn Intel's IOMMU on by itself.</summary>
/// <param name="IsOn">True, false, or null when its configuration cannot be found.</param>
/// <param name="Setting">The line that says so; null when there is none.</param>
/// <param name="Source">The file, as the host names it.</param>
internal sealed record KernelDefault(bool? IsOn, string? Setting, string? Source)
{
    private const int LargestFile = 4 * 1024 * 1024;

    // The second is Debian's own: on, but for integrated graphics.
    private static readonly string[] Settings = ["CONFIG_INTEL_IOMMU_DEFAULT_ON=y", "CONFIG_INTEL_IOMMU_DEFAULT_ON_INTGPU_OFF=y"];

    internal static KernelDefault Read(HostRoot host)
    {
        string release = host.ReadText(HostPaths.KernelRelease) ?? string.Empty;
        bool isPlain = release.Length > 0 && !release.Contains('/');
        IEnumerable<string> paths = isPlain ? [HostPaths.KernelConfiguration + release, .. HostPaths.ModuleTrees.Select(tree => $"{tree}/{release}/config")] : [];
        foreach (string path in paths)
        {
            if (host.ReadBytes(path, LargestFile) is byte[] bytes) return Of(Encoding.UTF8.GetString(bytes), host.Describe(path));
        }

        return Compressed(host) is string text ? Of(text, host.Describe(HostPaths.RunningKernelConfiguration)) : new KernelDefault(null, null, null);
    }

    private static KernelDefault Of(string text, string source)
    {
        string[] lines = text.Split('\n');
        string? setting = Array.Find(Settings, setting => lines.Contains(setting, StringComparer.Ordinal));
        return new KernelDefault(setting is not null, setting, source);
    }

    private static string? Compressed(HostRoot host)
    {
        if (host.ReadBytes(HostPaths.RunningKernelConfiguration, LargestFile) is not byte[] bytes) return null;
        try
        {
            using GZipStream stream = new(new MemoryStream(bytes), CompressionMode.Decompress);
            byte[] buffer = new byte[LargestFile];
            return Encoding.UTF8.GetString(buffer, 0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
