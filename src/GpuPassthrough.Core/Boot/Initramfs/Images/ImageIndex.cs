namespace GpuPassthrough.Boot.Initramfs.Images;

/// <summary>The names in an image, and of what size allows it a hash of the content.</summary>
internal sealed class ImageIndex
{
    /// <summary>Files up to this size can be compared; configuration is far smaller.</summary>
    internal const int LargestCompared = 1 << 18;

    private readonly Dictionary<string, byte[]?> _entries = new(StringComparer.Ordinal);

    internal int Count => _entries.Count;

    internal void Add(string name, byte[]? hash) => _entries[Normal(name)] = hash;

    /// <summary>Whether there is such a name, and the SHA-256 of its content where that is known.</summary>
    internal bool Find(string path, out byte[]? hash) => _entries.TryGetValue(Normal(path), out hash);

    /// <summary>Whether a kernel module is in it: name.ko, compressed or not, - and _ being the same.</summary>
    internal bool HasModule(string module)
    {
        string wanted = module.Replace('-', '_');
        return _entries.Keys.Any(path => ModuleName(path) == wanted);
    }

    private static string? ModuleName(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        int end = name.IndexOf(".ko", StringComparison.Ordinal);
        bool isModule = end > 0 && (end + 3 == name.Length || name[end + 3] == '.');
        return isModule ? name[..end].Replace('-', '_') : null;
    }

    private static string Normal(string path)
    {
        while (path.StartsWith("./", StringComparison.Ordinal) || path.StartsWith('/')) path = path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return path;
    }
}
