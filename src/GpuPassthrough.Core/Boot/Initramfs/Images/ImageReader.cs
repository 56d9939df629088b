using System.Diagnostics;
using System.IO.Compression;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs.Images;

/// <summary>
/// Reads an image as the kernel does (init/initramfs.c): archives that are not packed, such as that of the microcode,
/// then a packed one. Nothing is written to disk.
/// </summary>
internal sealed class ImageReader(ImageLimits limits, CommandRunner? runner, Action<long>? watch = null)
{
    private readonly Stopwatch _elapsed = Stopwatch.StartNew();

    /// <summary>Fills the index, and tells who watches how many bytes of the file were taken.</summary>
    /// <returns>Why it is not the whole of the image; null when it is.</returns>
    internal string? Read(HostStream file, ImageIndex index)
    {
        try
        {
            return ReadParts(file, index);
        }
        catch (ImageException exception)
        {
            return exception.Message;
        }
        catch (CommandException exception)
        {
            return exception.Message;
        }
        catch (IOException exception)
        {
            return exception.Message;
        }
    }

    private string? ReadParts(HostStream file, ImageIndex index)
    {
        (long start, long end) = UnifiedImage.Initrd(file) ?? (0, file.Length);
        file.Position = start;
        CpioArchives archives = new(index, limits);
        MeteredStream plain = Meter(file, new PartStream(file, end));
        archives.Read(plain);
        if (plain.Peek() is null) return index.Count == 0 ? Messages.Format("ImageEmpty") : null;
        long packed = start + plain.Position;
        if (Compression.Of(plain.Peek(8)) is not Compression kind) return Messages.Format("ImageBroken", packed);
        return kind.Program.Count == 0 ? ReadGzip(file, packed, end, archives) : ReadByProgram(file, packed, end, archives, kind);
    }

    private MeteredStream Meter(HostStream file, Stream source) => new(source, limits, _elapsed, () => watch?.Invoke(file.Reached));

    private string? ReadGzip(HostStream file, long start, long end, CpioArchives archives)
    {
        file.Position = start;
        PartStream part = new(file, end);
        using GZipStream unpacked = new(part, CompressionMode.Decompress);
        MeteredStream stream = Meter(file, unpacked);
        try
        {
            archives.Read(stream);
            if (stream.Peek() is not null) return Messages.Format("ImageBroken", stream.Position);
        }
        catch (InvalidDataException)
        {
            return Messages.Format("ImageDamaged", "gzip");
        }

        return part.HasMore() ? Messages.Format("ImageGoesOn", "gzip") : null;
    }

    private string? ReadByProgram(HostStream file, long start, long end, CpioArchives archives, Compression kind)
    {
        if (runner is null) return Messages.Format("ImageNotLive", kind.Name);
        using CommandStream output = runner.Open(kind.Program, file, start, limits.Time);
        MeteredStream stream = Meter(file, output);
        archives.Read(stream);
        if (stream.Peek() is not null) return Messages.Format("ImageBroken", stream.Position);
        int exitCode = output.Finish();

        // In a unified image other sections follow, which the program takes for damage.
        return exitCode == 0 || end < file.Length ? null : Messages.Format("ImageGoesOn", kind.Name);
    }
}
