using System.Globalization;
using System.Text;

namespace GpuPassthrough.Snapshots;

/// <summary>
/// Writes a snapshot as a POSIX tar archive (ustar, with pax headers where a path or link does not fit; POSIX.1-2017, pax).
/// The same snapshot gives the same bytes: owner and times are fixed. The BCL's own writer puts its process id into pax headers.
/// </summary>
internal static class TarArchive
{
    private const int Block = 512;
    private const int LongestName = 100;
    private const int LongestPrefix = 155;

    internal static void Write(Stream stream, IEnumerable<KeyValuePair<string, SnapshotEntry>> entries, CancellationToken cancellation)
    {
        foreach ((string path, SnapshotEntry entry) in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            Write(stream, path, entry);
        }

        stream.Write(new byte[2 * Block]);
    }

    private static void Write(Stream stream, string path, SnapshotEntry entry)
    {
        (string name, char type, int mode, byte[] content, string link) = entry switch
        {
            SnapshotText file => (path, '0', file.IsProgram ? 0x1ed : 0x1a4, file.Content, string.Empty),
            SnapshotLink target => (path, '2', 0x1ff, [], target.Text),
            _ => (path + "/", '5', 0x1ed, Array.Empty<byte>(), string.Empty),
        };
        string extended = string.Empty;
        if (Fit(name) is not (string prefix, string rest))
        {
            extended += Record("path", name);
            (prefix, rest) = (string.Empty, "long-path");
        }

        if (!IsShort(link, LongestName))
        {
            extended += Record("linkpath", link);
            link = "long-link";
        }

        if (extended.Length > 0) WriteEntry(stream, Header(string.Empty, "pax-header", 'x', 0x1a4, Encoding.UTF8.GetByteCount(extended), string.Empty), Encoding.UTF8.GetBytes(extended));
        WriteEntry(stream, Header(prefix, rest, type, mode, content.Length, link), content);
    }

    private static void WriteEntry(Stream stream, byte[] header, byte[] content)
    {
        stream.Write(header);
        stream.Write(content);
        stream.Write(new byte[(Block - (content.Length % Block)) % Block]);
    }

    /// <summary>The two parts that ustar keeps of a name, or null when it does not fit.</summary>
    private static (string Prefix, string Name)? Fit(string name)
    {
        if (IsShort(name, LongestName)) return (string.Empty, name);
        if (!Ascii.IsValid(name)) return null;
        int slash = name.Length > LongestPrefix ? name.LastIndexOf('/', LongestPrefix) : name.LastIndexOf('/', name.Length - 2);
        for (; slash > 0; slash = name.LastIndexOf('/', slash - 1))
        {
            if (name.Length - slash - 1 is > 0 and <= LongestName) return (name[..slash], name[(slash + 1)..]);
            if (name.Length - slash - 1 > LongestName) return null;
        }

        return null;
    }

    private static bool IsShort(string text, int most) => Ascii.IsValid(text) && text.Length <= most;

    // The length in front counts itself.
    private static string Record(string key, string value)
    {
        int bare = Encoding.UTF8.GetByteCount(value) + key.Length + 3;
        int length = bare + 1;
        while (length != bare + Digits(length)) length = bare + Digits(length);
        return string.Create(CultureInfo.InvariantCulture, $"{length} {key}={value}\n");
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    private static byte[] Header(string prefix, string name, char type, int mode, int size, string link)
    {
        byte[] header = new byte[Block];
        Put(header, 0, name);
        PutOctal(header, 100, 8, mode);
        PutOctal(header, 108, 8, 0);
        PutOctal(header, 116, 8, 0);
        PutOctal(header, 124, 12, size);
        PutOctal(header, 136, 12, 0);
        Put(header, 148, "        ");
        header[156] = (byte)type;
        Put(header, 157, link);
        Put(header, 257, "ustar\000");
        Put(header, 265, "root");
        Put(header, 297, "root");
        PutOctal(header, 329, 8, 0);
        PutOctal(header, 337, 8, 0);
        Put(header, 345, prefix);

        // The sum is over the header with blanks in its place: six digits, NUL, blank.
        PutOctal(header, 148, 7, header.Sum(value => value));
        return header;
    }

    private static void Put(byte[] header, int offset, string text) => Encoding.ASCII.GetBytes(text, header.AsSpan(offset));

    private static void PutOctal(byte[] header, int offset, int width, int number) =>
        Put(header, offset, Convert.ToString(number, 8).PadLeft(width - 1, '0') + "\0");
}
