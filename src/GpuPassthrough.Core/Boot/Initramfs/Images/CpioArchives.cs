using System.Security.Cryptography;
using System.Text;

namespace GpuPassthrough.Boot.Initramfs.Images;

/// <summary>Reads cpio archives one after the other into an index, as the kernel unpacks them: a later entry of a name replaces an earlier one.</summary>
internal sealed class CpioArchives(ImageIndex index, ImageLimits limits)
{
    private const int LongestName = 4096;
    private const string End = "TRAILER!!!";

    private int _entries;
    private long _names;

    /// <summary>Reads archives, and the zeros between them, until something else comes.</summary>
    /// <exception cref="ImageException">An archive is broken, cut off, or larger than is read.</exception>
    internal void Read(MeteredStream stream)
    {
        while (true)
        {
            while (stream.Peek() == 0) stream.Skip(1);
            if (!CpioHeader.IsMagic(stream.Peek(6))) return;
            ReadOne(stream);
        }
    }

    private void ReadOne(MeteredStream stream)
    {
        long start = stream.Position;
        Dictionary<(uint Device, uint Inode), List<string>> links = [];
        Dictionary<(uint Device, uint Inode), byte[]> contents = [];
        while (true)
        {
            CpioHeader header = Head(stream);
            string name = Name(stream, header);
            Align(stream, start);
            if (name == End) return;
            byte[]? hash = header.IsRegularFile && header.Size <= ImageIndex.LargestCompared ? Hash(stream, header.Size) : null;
            if (hash is null) stream.Skip(header.Size);
            Align(stream, start);
            index.Add(name, hash);
            if (header.IsRegularFile && header.Links > 1) Link(name, header, hash, links, contents);
        }
    }

    private CpioHeader Head(MeteredStream stream)
    {
        long position = stream.Position;
        Span<byte> bytes = stackalloc byte[CpioHeader.Length];
        stream.Take(bytes);
        if (++_entries > limits.Entries) throw new ImageException(Messages.Format("ImageTooMany", limits.Entries));
        return CpioHeader.Parse(bytes) ?? throw new ImageException(Messages.Format("ImageBroken", position));
    }

    private string Name(MeteredStream stream, CpioHeader header)
    {
        if (header.NameSize is 0 or > LongestName) throw new ImageException(Messages.Format("ImageBroken", stream.Position));
        _names += header.NameSize;
        if (_names > limits.Names) throw new ImageException(Messages.Format("ImageTooMany", limits.Entries));
        Span<byte> bytes = stackalloc byte[(int)header.NameSize];
        stream.Take(bytes);
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    // Entries are laid out in steps of four bytes, counted from the archive's own start.
    private static void Align(MeteredStream stream, long start) => stream.Skip((4 - ((stream.Position - start) & 3)) & 3);

    private static byte[] Hash(MeteredStream stream, long size)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (size > 0)
        {
            ReadOnlySpan<byte> piece = stream.TakeSome(size);
            hash.AppendData(piece);
            size -= piece.Length;
        }

        return hash.GetHashAndReset();
    }

    // Of several names of one file only one carries the content, with GNU cpio the last.
    private void Link(string name, CpioHeader header, byte[]? hash, Dictionary<(uint, uint), List<string>> links, Dictionary<(uint, uint), byte[]> contents)
    {
        (uint, uint) key = (header.Device, header.Inode);
        if (!links.TryGetValue(key, out List<string>? names)) links[key] = names = [];
        names.Add(name);
        if (hash is not null && header.Size > 0) contents[key] = hash;
        if (contents.TryGetValue(key, out byte[]? content)) names.ForEach(other => index.Add(other, content));
        if (contents.ContainsKey(key)) names.Clear();
    }
}
