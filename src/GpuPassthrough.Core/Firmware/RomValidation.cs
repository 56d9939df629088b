using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>Whether a ROM that was read can serve a guest. QEMU loads a file as it is: neither IDs nor sums are corrected.</summary>
internal static class RomValidation
{
    /// <summary>Why the ROM is of no use, in words; null when it is of use.</summary>
    internal static string? Refuse(RomContent content, PciDevice device)
    {
        if (!Array.Exists(content.Images, image => image.IsWellFormed))
        {
            GpuRomProblem? worst = content.Problems.Where(problem => problem.Grade == GpuRomGrade.Error).FirstOrDefault();
            return worst?.Message ?? Messages.Format("RomNoImageInside", content.Size);
        }

        bool hasWrongSum = Array.Exists(content.Images, image => image.Checksum == GpuRomChecksum.Invalid);
        if (hasWrongSum) return string.Join(' ', content.Problems.Where(problem => problem.Grade == GpuRomGrade.Error).Select(problem => problem.Message));
        string[] vendors = [.. Named(content).Select(image => image.Vendor!).Distinct()];
        return vendors.Length == 0 || vendors.Contains(device.Vendor) ? null : Messages.Format("RomWrongVendor", string.Join(", ", vendors), device.Id);
    }

    /// <summary>What is worth knowing when the ROM is compared with the card.</summary>
    internal static GpuRomProblem[] Compare(RomContent content, PciDevice device)
    {
        GpuRomImage[] named = [.. Named(content)];
        bool isFor = Array.Exists(named, image => image.Vendor == device.Vendor && (image.Device == device.Device || image.DeviceList.Contains(device.Device)));
        if (isFor || named.Length == 0) return [];
        return [new GpuRomProblem(GpuRomGrade.Warning, "RomOtherDevice", image: null, string.Join(", ", named.Select(image => image.Id).Distinct()), device.Id)];
    }

    private static IEnumerable<GpuRomImage> Named(RomContent content) => content.Images.Where(image => image.Data is { IsStandard: true, HasZeroIds: false });
}
