using System.Text.RegularExpressions;

namespace GpuPassthrough.Formats;

/// <summary>Shorter words for what takes much room in a table.</summary>
internal static partial class ShortNames
{
    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        ["0100"] = "SCSI",
        ["0104"] = "RAID",
        ["0106"] = "SATA",
        ["0107"] = "SAS",
        ["0108"] = "NVMe",
        ["0180"] = "Storage",
        ["0200"] = "Ethernet",
        ["0207"] = "InfiniBand",
        ["0280"] = "Network",
        ["0300"] = "GPU VGA",
        ["0302"] = "GPU 3D",
        ["0380"] = "GPU other",
        ["0401"] = "Audio",
        ["0403"] = "Audio",
        ["0480"] = "Multimedia",
        ["0600"] = "Host br.",
        ["0601"] = "ISA br.",
        ["0604"] = "PCI br.",
        ["0680"] = "Bridge",
        ["0780"] = "Comm",
        ["0c03"] = "USB",
        ["0c05"] = "SMBus",
        ["0c80"] = "Serial",
        ["1080"] = "Crypto",
        ["1200"] = "Accel.",
    };

    /// <summary>A class in at most ten characters where it is a common one; displays begin with GPU.</summary>
    internal static string Class(string code, string? name, bool isBootVga)
    {
        if (isBootVga) return "GPU boot";
        return Classes.TryGetValue(code, out string? known) ? known : name ?? code;
    }

    /// <summary>
    /// A device's name without its vendor's legal form: "NVIDIA Corporation GP106" becomes "NVIDIA GP106"; where the
    /// vendor has a name in brackets, as "Advanced Micro Devices, Inc. [AMD/ATI]", that one stays.
    /// </summary>
    internal static string Device(string name)
    {
        Match bracketed = BracketedVendor().Match(name);
        if (bracketed.Success) return bracketed.Groups["short"].Value + bracketed.Groups["rest"].Value;
        return LegalForm().Replace(name, string.Empty, 1);
    }

    [GeneratedRegex(@"^[^\[]*?\b(?:Inc\.?|Ltd\.?|Corporation|Corp\.?|Co\.?) \[(?<short>[^\]]+)\](?<rest> .*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex BracketedVendor();

    [GeneratedRegex(@"(?<=^[^\[]*?),? (?:Semiconductor |Electronics )?(?:Corporation|Corp\.?|Co\.?,? Ltd\.?|Inc\.?|Ltd\.?|Limited|GmbH)(?= |$)", RegexOptions.CultureInvariant)]
    private static partial Regex LegalForm();
}
