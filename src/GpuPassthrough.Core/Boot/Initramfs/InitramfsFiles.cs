using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>Files that go into the initramfs, or say what does.</summary>
internal static class InitramfsFiles
{
    /// <summary>True when images are out of date once this file changed.</summary>
    internal static bool Hold(string path) => Array.Exists(HostPaths.InitramfsSources, source => path == source || path.StartsWith(source + "/", StringComparison.Ordinal));
}
