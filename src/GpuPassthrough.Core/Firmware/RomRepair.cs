namespace GpuPassthrough.Firmware;

/// <summary>What a dump becomes: the part a guest can use, and what was done to it, in plain words.</summary>
/// <param name="Content">The bytes of the repaired ROM.</param>
/// <param name="Steps">What was cut or altered; empty when the dump was as it should be.</param>
internal sealed record RomRepair(byte[] Content, IReadOnlyList<string> Steps)
{
    // A near jump takes three bytes from 3 on, a short one two, a return one.
    private const int EntryOffset = 3;
    private const int SpareOffset = 6;

    /// <summary>Works out the repaired ROM.</summary>
    /// <param name="path">The dump's file, for messages.</param>
    /// <param name="dump">The dump's bytes.</param>
    /// <param name="fixChecksum">Also correct wrong checksums.</param>
    /// <exception cref="GpuRomException">No valid ROM can be made of it.</exception>
    internal static RomRepair Plan(string path, ReadOnlySpan<byte> dump, bool fixChecksum)
    {
        RomContent found = RomParser.Parse(dump);
        if (found.Images.Length == 0) throw GpuRomException.NotRepairable(path, Errors(found));
        int start = (int)found.Images[0].Offset;
        byte[] content = dump[start..(int)found.End].ToArray();
        List<string> steps = [.. Cuts(found, start)];
        if (fixChecksum) steps.AddRange(found.Images.Where(image => image.Checksum == GpuRomChecksum.Invalid).Select(image => FixChecksum(path, content, image, start)));

        // A break in the chain would no longer show once what follows it is cut off.
        bool isBroken = Array.Exists(found.Problems, problem => problem is { Grade: GpuRomGrade.Error, Id: "RomChainBroken" or "RomTooManyImages" });
        RomContent made = isBroken ? found : RomParser.Parse(content);
        if (Errors(made) is { Length: > 0 } reasons) throw GpuRomException.NotRepairable(path, reasons);
        return new RomRepair(content, steps);
    }

    /// <summary>The whole in one line, for people to agree to.</summary>
    internal string Describe(string path) =>
        Messages.Format("RomRepairAction", path, Content.Length, Steps.Count > 0 ? string.Join(' ', Steps) : Messages.Format("RomStepNone"));

    private static IEnumerable<string> Cuts(RomContent found, int start)
    {
        if (start > 0) yield return Messages.Format("RomStepFront", start);
        if (found.TrailingSize > 0) yield return Messages.Format(found.IsTrailingPadding == true ? "RomStepPadding" : "RomStepTrailing", found.TrailingSize);
    }

    private static string Errors(RomContent content) =>
        string.Join(' ', content.Problems.Where(problem => problem is { Grade: GpuRomGrade.Error, Id: not "RomBehindHeader" }).Select(problem => problem.Message));

    private static string FixChecksum(string path, byte[] content, GpuRomImage image, int start)
    {
        Span<byte> bytes = content.AsSpan((int)image.Offset - start, (int)image.Length);
        Span<byte> summed = bytes[..RomImageReader.SummedLength(bytes, image.Length)];
        int spare = Spare(summed);
        if (spare < 0) throw GpuRomException.NotRepairable(path, Messages.Format("RomNoSpareByte", image.Index));
        summed[spare] -= RomBytes.Sum(summed);
        return Messages.Format("RomStepChecksum", image.Index, RomProblems.Hex(image.Offset - start + spare));
    }

    // Byte 6 is the one QEMU alters when it corrects a checksum (pci_patch_ids). It is free unless the code at the entry
    // reaches it; then the last byte is taken where it is padding.
    private static int Spare(ReadOnlySpan<byte> image)
    {
        const byte nearJump = 0xe9;
        const byte shortJump = 0xeb;
        const byte farReturn = 0xcb;
        if (image[EntryOffset] is nearJump or shortJump or farReturn) return SpareOffset;
        return image[^1] is 0 or 0xff ? image.Length - 1 : -1;
    }
}
