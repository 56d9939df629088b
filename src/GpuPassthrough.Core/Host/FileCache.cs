using System.Collections.Concurrent;

namespace GpuPassthrough.Host;

/// <summary>
/// Keeps what was made of large files (pci.ids, module indexes) for as long as the file stays the same file with the
/// same size and time, so that the second command of a session does not read them again.
/// </summary>
internal sealed class FileCache<T>
    where T : class
{
    private readonly ConcurrentDictionary<string, (FileIdentity Identity, T Value)> _values = new(StringComparer.Ordinal);

    /// <summary>What was made of the file, or null when it is absent or unreadable.</summary>
    internal T? Get(HostRoot host, string path, Func<byte[], T> make)
    {
        if (host.Identify(path) is not FileIdentity identity || identity.IsDirectory) return null;
        string key = host.Describe(path);
        if (_values.TryGetValue(key, out (FileIdentity Identity, T Value) known) && known.Identity == identity) return known.Value;
        if (host.ReadBytes(path) is not byte[] bytes) return null;
        T value = make(bytes);
        _values[key] = (identity, value);
        return value;
    }
}
