namespace GpuPassthrough.Firmware;

/// <summary>Reads the images of a ROM one after the other. Any bytes give a result.</summary>
internal static class RomParser
{
    // Cards have about ten at most; a file made to have more must not cost more memory than it has bytes.
    private const int MostImages = 128;

    internal static RomContent Parse(ReadOnlySpan<byte> content)
    {
        RomProblems problems = new();
        int start = RomStart.Find(content, problems, out GpuRomVendorHeader? header);
        List<GpuRomImage> images = start < 0 ? [] : ReadChain(content, start, problems);
        long end = images.Count == 0 ? 0 : Math.Min(content.Length, images[^1].Offset + images[^1].Length);
        problems.Image = null;
        bool? isPadding = images.Count == 0 || end == content.Length ? null : RomBytes.IsPadding(content[(int)end..]);
        if (images.Count > 0) CheckWhole(content.Length, end, isPadding, images, problems);
        return new RomContent
        {
            Size = content.Length,
            VendorHeader = header,
            Images = [.. images],
            End = end,
            IsTrailingPadding = isPadding,
            Problems = problems.Found,
        };
    }

    private static List<GpuRomImage> ReadChain(ReadOnlySpan<byte> content, int start, RomProblems problems)
    {
        List<GpuRomImage> images = [];
        int offset = start;
        while (true)
        {
            GpuRomImage image = RomImageReader.Read(content[offset..], offset, images.Count, problems);
            images.Add(image);
            if (image.Length == 0 || image.Length > content.Length - offset || IsLast(image)) return images;
            offset += (int)image.Length;
            bool isNext = RomImageReader.IsAt(content[offset..]);
            if (isNext && images.Count < MostImages) continue;
            if (isNext) problems.Error("RomTooManyImages", MostImages);
            else Explain(content[offset..], offset, image, problems);
            return images;
        }
    }

    // Images of NVIDIA are chained on by the extension where the data structure says that they end.
    private static bool IsLast(GpuRomImage image) => image.NvidiaExtension?.IsLast ?? image.IsLast;

    private static void Explain(ReadOnlySpan<byte> rest, int offset, GpuRomImage image, RomProblems problems)
    {
        if (image.IsLast) problems.Note("RomMoreInFlash");
        else if (rest.IsEmpty || RomBytes.IsPadding(rest)) problems.Warn("RomLastMissing");
        else problems.Error("RomChainBroken", RomProblems.Hex(offset));
    }

    private static void CheckWhole(int size, long end, bool? isPadding, List<GpuRomImage> images, RomProblems problems)
    {
        if (size % RomBytes.Block != 0) problems.Note("RomSizeOdd", size);
        if (isPadding == true) problems.Note("RomPadded", size - end);
        if (isPadding == false) problems.Warn("RomTrailingData", size - end, RomProblems.Hex(end));
        string[] vendors = [.. images.Where(image => image.Data is { IsStandard: true, HasZeroIds: false }).Select(image => image.Vendor!).Distinct()];
        if (vendors.Length > 1) problems.Warn("RomVendorsDiffer", string.Join(", ", vendors));
        if (!images.Exists(image => image is { Efi: not null, IsWellFormed: true })) problems.Warn("RomNoEfi");
    }
}
