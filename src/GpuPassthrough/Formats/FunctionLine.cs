using System.Management.Automation;

namespace GpuPassthrough.Formats;

/// <summary>
/// The layout of a function's line in a group: mark, address, class, name, hardware ID, revision, driver. Class and name
/// share what the other columns leave.
/// </summary>
internal sealed class FunctionLine
{
    private const int ShortestAddress = 12;
    private const int IdWidth = 11;
    private const int RevisionWidth = 3;
    private const int DriverWidth = 13;
    private const int Gaps = 2 + 5;
    private const int WidestClass = 26;
    private const int ShortClass = 10;

    private readonly int _addressWidth;
    private readonly int _classWidth;
    private readonly int _nameWidth;

    internal FunctionLine(int columns, IEnumerable<PSObject> functions)
    {
        // Domains can be wider than four digits, and an address must never be cut.
        _addressWidth = functions.Select(function => Display.Get(function, "Address")?.Length ?? 0).Append(ShortestAddress).Max();
        int left = columns - _addressWidth - IdWidth - RevisionWidth - DriverWidth - Gaps;
        _classWidth = left < 55 ? ShortClass : WidestClass;
        _nameWidth = left - _classWidth;
    }

    internal string Text(PSObject function)
    {
        // At depth 1 a deserialised group holds its functions as plain addresses.
        if (function.BaseObject is string address) return "  " + SafeText.Escape(address);
        string id = $"[{Display.Get(function, "Vendor")}:{Display.Get(function, "Device")}]";
        string line = string.Join(' ', [
            Display.IsTrue(function, "IsDisplay") ? "*" : " ",
            SafeText.Fit(Display.Get(function, "Address") ?? string.Empty, _addressWidth),
            SafeText.Fit(ClassText(function), _classWidth),
            SafeText.Fit(Display.Name(function), _nameWidth),
            SafeText.Fit(id, IdWidth),
            SafeText.Fit(Display.Get(function, "Revision") ?? string.Empty, RevisionWidth - 1),
            SafeText.Cut(SafeText.Escape(Display.Get(function, "Driver")), DriverWidth)]);
        return line.TrimEnd();
    }

    private string ClassText(PSObject function) =>
        _classWidth == ShortClass ? Display.ClassLabel(function) : SafeText.Escape(Display.Get(function, "ClassName") ?? Display.Get(function, "Class"));
}
