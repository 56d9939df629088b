using GpuPassthrough.Host;

namespace GpuPassthrough.Vfio.Binding;

/// <summary>A write to sysfs failed, or does not return. Who carries out the move turns it into an error that says what stands.</summary>
internal sealed class DriverStepException(string path, string value, Errno error, bool hangs = false) : Exception
{
    internal string Path => path;

    internal string Value => value;

    internal Errno Error => error;

    internal bool Hangs => hangs;
}
