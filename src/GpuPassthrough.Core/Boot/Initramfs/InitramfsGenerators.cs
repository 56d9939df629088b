using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

internal static class InitramfsGenerators
{
    internal static InitramfsGenerator Detect(HostRoot host) => throw new BootConfigurationException("BootLoaderUnknown", host.Path, string.Empty);
}
