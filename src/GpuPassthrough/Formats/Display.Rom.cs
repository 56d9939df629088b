using System.Globalization;
using System.Management.Automation;

namespace GpuPassthrough.Formats;

/// <content>Option ROMs.</content>
public static partial class Display
{
    /// <summary>A ROM as lines: a summary, a line for each image, and what is wrong.</summary>
    /// <param name="rom">A GpuRom.</param>
    /// <param name="width">The characters of a line; 0 where it is not known.</param>
    /// <param name="emphasis">Put before a problem of grade Error.</param>
    /// <param name="reset">Put behind it.</param>
    public static string Rom(PSObject rom, int width, string emphasis, string reset)
    {
        ArgumentNullException.ThrowIfNull(rom);
        int columns = width <= 0 ? DefaultWidth : Math.Max(NarrowestWidth, width);
        PSObject[] images = [.. Objects(rom, "Images")];
        List<string> lines = [.. RomHead(rom, images.Length, columns)];
        if (images.Length > 0) lines.Add(RomImageLine.Head);
        lines.AddRange(images.Select(image => SafeText.Cut(RomImageLine.Text(image), columns - 1)));
        foreach (PSObject problem in Objects(rom, "Problems"))
        {
            string[] wrapped = [.. Wrap($"{Get(problem, "Grade")}: {SafeText.Escape(Get(problem, "Message"))}", columns - 5)];
            bool isError = Get(problem, "Grade") == "Error";
            lines.AddRange(wrapped.Select((line, index) => (isError ? emphasis : string.Empty) + (index == 0 ? "  ! " : "    ") + line + (isError ? reset : string.Empty)));
        }

        return string.Join('\n', lines);
    }

    /// <summary>A number of bytes in hexadecimal, as offsets are written.</summary>
    /// <param name="value">A number.</param>
    public static string Offset(object? value) =>
        value is null ? string.Empty : "0x" + Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString("x", CultureInfo.InvariantCulture);

    /// <summary>What an image is made of; a type without a name as a hexadecimal number.</summary>
    /// <param name="image">A GpuRomImage.</param>
    public static string CodeType(PSObject image) =>
        Get(image, "CodeType") is string type && int.TryParse(type, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? string.Create(CultureInfo.InvariantCulture, $"type {number:x2}")
            : Get(image, "CodeType") ?? string.Empty;

    private static IEnumerable<string> RomHead(PSObject rom, int images, int columns)
    {
        string name = Get(rom, "Path") ?? Get(rom, "PciDevice") ?? "option ROM";
        yield return SafeText.Cut(SafeText.Escape(name), columns - 1);
        string count = images == 1 ? "1 image" : $"{images} images";
        string facts = $"  {count}, {Get(rom, "Size")} bytes, starts in: {Get(rom, "IsBootable")}";
        if (Get(rom, "Taint") is string taint and not "Unknown") facts += $", taint: {taint}";
        if (Get(rom, "VendorHeader") is string header) facts += $", behind {header}";
        yield return SafeText.Cut(facts, columns - 1);
        yield return SafeText.Cut($"  SHA-256 {Get(rom, "Sha256")}", columns - 1);
    }

    private static IEnumerable<string> Wrap(string text, int columns)
    {
        while (text.Length > columns)
        {
            int space = text.LastIndexOf(' ', columns);
            int end = space > 0 ? space : columns;
            yield return text[..end];
            text = text[end..].TrimStart();
        }

        yield return text;
    }
}
