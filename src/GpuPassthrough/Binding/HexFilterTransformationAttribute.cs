using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace GpuPassthrough.Binding;

/// <summary>
/// Makes texts of what was written for a filter. PowerShell reads bare words such as 1e82 or 0300 as numbers; a single
/// one still carries its text, one in a list does not and is refused unless only one text can have been meant.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HexFilterTransformationAttribute(HexFilterKind kind) : ArgumentTransformationAttribute
{
    /// <summary>What the text stands for.</summary>
    public HexFilterKind Kind { get; } = kind;

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        List<string> texts = [];
        Collect(inputData, texts);
        return texts.ToArray();
    }

    private void Collect(object? value, List<string> texts)
    {
        object? inner = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (inner is IEnumerable items and not string)
        {
            foreach (object? item in items) Collect(item, texts);
            return;
        }

        texts.Add(Check(inner is string text ? text : NumberText(value, inner)));
    }

    private string Check(string text)
    {
        string digits = text.Trim().ToLowerInvariant();
        if (digits.StartsWith("0x", StringComparison.Ordinal)) digits = digits[2..];
        bool isValid = Kind switch
        {
            HexFilterKind.HardwareId => digits.Split(':') is [{ Length: > 0 } vendor, { Length: > 0 } device] && IsPattern(vendor, 4) && IsPattern(device, 4),
            HexFilterKind.Class => IsPattern(digits, 6) && (HasWildcard(digits) || digits.Length is 2 or 4 or 6),
            _ => IsPattern(digits, 4) && (HasWildcard(digits) || digits.Length == 4),
        };
        if (Kind == HexFilterKind.HardwareId && digits == "*") isValid = true;
        return isValid ? digits : throw new ArgumentTransformationMetadataException(Messages.Format("FilterUnknown", text, What, Expected));
    }

    private string What => Kind switch
    {
        HexFilterKind.HardwareId => "a hardware ID",
        HexFilterKind.Class => "a class",
        _ => "a vendor or device",
    };

    private string Expected => Kind switch
    {
        HexFilterKind.HardwareId => "vendor and device of four hexadecimal digits each, such as 10de:1c03",
        HexFilterKind.Class => "the first two, four or all six hexadecimal digits of a class code, such as 03, 0300 or 030000",
        _ => "four hexadecimal digits, such as 10de",
    };

    // A number in the middle of a command line knows the text it was read from; in a list it has lost it, and only
    // 1000 to 9999 as an integer can have been written in one way with four digits.
    private static string NumberText(object? value, object? inner)
    {
        string written = value is PSObject wrapped ? wrapped.ToString() : Convert.ToString(inner, CultureInfo.InvariantCulture) ?? string.Empty;
        bool isCertain = inner switch
        {
            int number => written == number.ToString(CultureInfo.InvariantCulture) ? number is >= 1000 and <= 9999 : IsHex(written),
            double or decimal or long or uint or ulong => value is PSObject && IsHex(written) && !IsPlain(inner, written),
            _ => false,
        };
        return isCertain ? written : throw new ArgumentTransformationMetadataException(Messages.Format("FilterNumber", "A bare word", inner));
    }

    private static bool IsPlain(object number, string written) => written == Convert.ToString(number, CultureInfo.InvariantCulture);

    private static bool IsHex(string text) => text.Length > 0 && text.All(char.IsAsciiHexDigit);

    private static bool HasWildcard(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    private static bool IsPattern(string text, int mostDigits) =>
        text.All(character => char.IsAsciiHexDigit(character) || character is '*' or '?') && text.Count(char.IsAsciiHexDigit) <= mostDigits && text.Length > 0;
}
