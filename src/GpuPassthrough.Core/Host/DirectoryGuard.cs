namespace GpuPassthrough.Host;

/// <summary>
/// Whether somebody else could swap what root writes into a directory. A directory above may be open to all when it
/// has the sticky bit, as <c>/tmp</c> has: names in it can then be changed by their owners only.
/// </summary>
internal static unsafe class DirectoryGuard
{
    private const int ByAll = 0x2;
    private const int ByGroup = 0x10;
    private const int Sticky = 0x200;
    private const int MostParents = 64;

    /// <summary>The directory that others may write, counted from the given one up; null when there is none, or this is not root.</summary>
    internal static string? WhoElseMayWrite(HostDirectory directory) =>
        LibC.EffectiveUser() != 0 ? null : Find(directory.Descriptor) is int levels ? Name(directory, levels) : null;

    private static int? Find(int descriptor)
    {
        byte* path = stackalloc byte[(MostParents * 3) + 2];
        *path = (byte)'.';
        path[1] = 0;
        FileIdentity? below = null;
        for (int level = 0; level < MostParents; level++)
        {
            if (LibC.Stat(descriptor, path, followLinks: true, out FileIdentity current) != Errno.None) return level;
            if (below is FileIdentity child && child.IsSameFile(current)) return null;
            bool isOpen = (current.Mode & (ByAll | ByGroup)) != 0 && !(level > 0 && (current.Mode & Sticky) != 0);
            if (isOpen && !IsRootsGroupOnly(current)) return level;
            below = current;
            Climb(path, level);
        }

        return null;
    }

    private static bool IsRootsGroupOnly(FileIdentity directory) => (directory.Mode & ByAll) == 0 && directory.Group == 0;

    private static void Climb(byte* path, int level)
    {
        int start = level == 0 ? 0 : (level * 3) - 1;
        if (level > 0) path[start++] = (byte)'/';
        path[start] = path[start + 1] = (byte)'.';
        path[start + 2] = 0;
    }

    private static string Name(HostDirectory directory, int levels)
    {
        string path = directory.Describe();
        for (int level = 0; level < levels; level++) path = Path.GetDirectoryName(path) ?? path;
        return path;
    }
}
