using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GpuPassthrough.Host;

/// <summary>
/// The attributes in a directory of sysfs. The directory stays open, so that a device which comes back under the same
/// name is not taken for the first one.
/// </summary>
internal sealed class DeviceFiles : IDeviceFiles
{
    private const int LongestLink = 4096;

    private readonly HostRoot _host;
    private readonly HostDirectory _directory;

    private DeviceFiles(HostRoot host, HostDirectory directory)
    {
        _host = host;
        _directory = directory;
    }

    public void Dispose() => _directory.Dispose();

    public string Describe(string name) => _host.Describe(_directory.Path + "/" + name);

    /// <exception cref="HostNotLiveException">It would be written, and belongs to the running machine although the host's root does not.</exception>
    public Errno Open(string name, bool write, out IDeviceFile? file)
    {
        file = null;
        Errno error = _directory.OpenAttribute(name, write, out int descriptor);
        if (error != Errno.None) return error;
        file = new DeviceFile(descriptor);
        if (!write || _host.IsLive || !KernelFileSystem.Holds(descriptor)) return Errno.None;
        file.Dispose();
        throw HostNotLiveException.KernelFile(Describe(name), _host.Path);
    }

    public string? LinkName(string name)
    {
        Span<byte> text = stackalloc byte[LongestLink];
        Errno error = _directory.ReadLinkName(Encoding.UTF8.GetBytes(name), text, out int start, out int length);
        return error == Errno.None ? Encoding.UTF8.GetString(text.Slice(start, length)) : null;
    }

    internal static Errno Open(HostRoot host, string path, out IDeviceFiles? files)
    {
        Errno error = host.OpenDirectory(path, out HostDirectory? directory);
        files = directory is null ? null : new DeviceFiles(host, directory);
        return error;
    }

    private sealed class DeviceFile(int descriptor) : IDeviceFile
    {
        private readonly SafeFileHandle _handle = new(descriptor, ownsHandle: true);

        public void Dispose() => _handle.Dispose();

        public Errno Read(Span<byte> buffer, long offset, out int length) => LibC.ReadAt(descriptor, buffer, offset, out length);

        public Errno Write(ReadOnlySpan<byte> value, long offset)
        {
            Errno error = LibC.WriteAt(descriptor, value, offset, out int length);
            return error == Errno.None && length < value.Length ? Errno.InputOutput : error;
        }
    }
}
