using System.Security.Cryptography;

namespace GpuPassthrough.Host;

/// <summary>
/// Writes a file so that it is there whole or not at all, also after a power cut: into a temporary file beside it,
/// synchronised, then renamed, then the directory synchronised.
/// </summary>
internal static unsafe class NewFile
{
    private const uint ReadableByAll = 0x1a4;

    /// <summary>Writes a file into a directory, mode 0644.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="content">What it shall hold.</param>
    /// <param name="replace">Replace a file of that name; else it is an error.</param>
    /// <exception cref="FileWriteException">It could not be written; nothing is left behind.</exception>
    internal static void Write(HostDirectory directory, string name, ReadOnlySpan<byte> content, bool replace)
    {
        Check(directory, name, replace);
        string path = directory.Describe(name);
        byte[] temporary = HostRoot.Terminated($".{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}{AtomicFile.TemporarySuffix}");
        fixed (byte* from = temporary, to = HostRoot.Terminated(name))
        {
            Errno error = LibC.CreateNew(directory.Descriptor, from, out int descriptor);
            if (error != Errno.None) throw FileWriteException.Failed(path, error);
            bool isDone = false;
            try
            {
                error = Fill(descriptor, content);
                if (error == Errno.None) error = Publish(directory.Descriptor, from, to, replace);
                isDone = error == Errno.None;
            }
            finally
            {
                if (!isDone) _ = LibC.Remove(directory.Descriptor, from);
            }

            if (error == Errno.None) error = Synchronize(directory.Descriptor);
            if (error == Errno.Exists) throw FileWriteException.Exists(path);
            if (error != Errno.None) throw FileWriteException.Failed(path, error);
        }
    }

    /// <summary>Refuses what is known to be refused, before anything is done for the file's sake.</summary>
    /// <exception cref="FileWriteException">Others may write there, or something has the name.</exception>
    internal static void Check(HostDirectory directory, string name, bool replace)
    {
        string path = directory.Describe(name);
        if (DirectoryGuard.WhoElseMayWrite(directory) is string open) throw FileWriteException.OpenToOthers(path, open);
        if (!replace && directory.Contains(name)) throw FileWriteException.Exists(path);
    }

    private static Errno Fill(int descriptor, ReadOnlySpan<byte> content)
    {
        Errno error = Errno.None;
        for (int written = 0; written < content.Length && error == Errno.None;)
        {
            error = LibC.WriteAt(descriptor, content[written..], written, out int length);
            written += length;
        }

        if (error == Errno.None) error = LibC.SetMode(descriptor, ReadableByAll);
        if (error == Errno.None) error = LibC.Synchronize(descriptor);
        _ = LibC.Close(descriptor);
        return error;
    }

    private static Errno Publish(int directory, byte* from, byte* to, bool replace)
    {
        Errno error = LibC.Rename(directory, from, to, replace);

        // File systems that cannot rename without replacing answer EINVAL, kernels and filters that know no such call ENOSYS.
        if (replace || error is not (Errno.Invalid or Errno.NotImplemented)) return error;
        error = LibC.Link(directory, from, to);
        return error == Errno.None ? LibC.Remove(directory, from) : error;
    }

    private static Errno Synchronize(int directory)
    {
        byte* self = stackalloc byte[] { (byte)'.', 0 };
        Errno error = LibC.Open(directory, self, LibC.ReadOnly | LibC.DirectoryOnly, out int descriptor);
        if (error != Errno.None) return error;
        error = LibC.Synchronize(descriptor);
        _ = LibC.Close(descriptor);
        return error;
    }
}
