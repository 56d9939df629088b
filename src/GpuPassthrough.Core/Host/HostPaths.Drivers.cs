namespace GpuPassthrough.Host;

/// <summary>What binding drivers needs.</summary>
internal static partial class HostPaths
{
    internal const string PciBus = "sys/bus/pci";

    /// <summary>Y where NVIDIA's driver keeps the display's modes: then a console or a program may hold it for ever.</summary>
    internal const string NvidiaModeset = "sys/module/nvidia_drm/parameters/modeset";
}
