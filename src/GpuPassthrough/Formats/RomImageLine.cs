using System.Management.Automation;

namespace GpuPassthrough.Formats;

/// <summary>An image of a ROM in one line.</summary>
internal static class RomImageLine
{
    internal static string Head => Line("#", "Offset", "Length", "Type", "ID", "Class", "Checksum", "More");

    internal static string Text(PSObject image)
    {
        // At a small depth a deserialised ROM holds its images as plain texts.
        if (image.BaseObject is string text) return "  " + SafeText.Escape(text);
        return Line(
            Display.Get(image, "Index"),
            Display.Offset(image.Properties["Offset"]?.Value),
            Display.Offset(image.Properties["Length"]?.Value),
            Display.CodeType(image),
            Display.Get(image, "Id"),
            Display.Get(image, "Class"),
            Display.Get(image, "Checksum"),
            More(image));
    }

    private static string More(PSObject image) => string.Join(", ", new[]
    {
        Display.Get(image, "Efi"),
        Display.Get(image, "Atom"),
        Display.Get(image, "NvidiaExtension"),
        Display.IsTrue(image, "IsLast") ? "last" : null,
    }.OfType<string>());

    private static string Line(string? index, string? offset, string? length, string? type, string? id, string? code, string? checksum, string? more) =>
        $"  {index,-3} {offset,-8} {length,-8} {type,-12} {id,-9} {code,-5} {checksum,-8} {SafeText.Escape(more)}".TrimEnd();
}
