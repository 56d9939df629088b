using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Formats;

/// <summary>
/// The texts of the format views (GpuPassthrough.Format.ps1xml). Takes objects alive or deserialised, so it asks for
/// properties by name.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Display
{
    private const int NarrowestWidth = 60;
    private const int DefaultWidth = 120;

    /// <summary>Text from outside with control characters escaped.</summary>
    /// <param name="value">Any value; null becomes nothing.</param>
    public static string Text(object? value) => SafeText.Escape(value?.ToString());

    /// <summary>A device's name in short, or its hardware ID where it has none.</summary>
    /// <param name="device">A PciDevice.</param>
    public static string Name(PSObject device) => Get(device, "Name") is { Length: > 0 } name ? SafeText.Escape(ShortNames.Device(name)) : "-";

    /// <summary>A device's class in at most ten characters; displays begin with GPU.</summary>
    /// <param name="device">A PciDevice.</param>
    public static string ClassLabel(PSObject device)
    {
        string? name = Get(device, "ClassName");
        return SafeText.Escape(SafeText.Cut(ShortNames.Class(Get(device, "Class") ?? string.Empty, name, IsTrue(device, "IsBootVga")), 10));
    }

    /// <summary>A list in one line, with commas.</summary>
    /// <param name="values">A list or one value.</param>
    public static string List(object? values) => string.Join(", ", Values(values).Select(value => SafeText.Escape(value)));

    /// <summary>A property of a device's details.</summary>
    /// <param name="device">A PciDevice.</param>
    /// <param name="property">The name of a property of PciDetails.</param>
    public static string Detail(PSObject device, string property)
    {
        object? details = device?.Properties["Details"]?.Value;
        object? value = details is null ? null : PSObject.AsPSObject(details).Properties[property]?.Value;
        object? inner = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (inner is not IEnumerable || inner is string) return Text(value);
        string[] values = [.. Values(value).Select(SafeText.Escape)];

        // What is a sentence each is read line by line, what is a word each in one.
        return string.Join(values.Any(text => text.Contains(' ', StringComparison.Ordinal)) ? "\n" : ", ", values);
    }

    /// <summary>A group as lines: its number and state, then a line for each function; displays are marked with a star.</summary>
    /// <param name="group">An IommuGroup.</param>
    /// <param name="width">The characters of a line; 0 where it is not known.</param>
    /// <param name="emphasis">Put before a display's line.</param>
    /// <param name="reset">Put behind a display's line.</param>
    public static string Group(PSObject group, int width, string emphasis, string reset)
    {
        ArgumentNullException.ThrowIfNull(group);
        int columns = width <= 0 ? DefaultWidth : Math.Max(NarrowestWidth, width);
        List<string> lines = [GroupHead(group, columns)];
        PSObject[] functions = [.. Objects(group, "Functions")];
        FunctionLine layout = new(columns - 1, functions);
        foreach (PSObject function in functions)
        {
            string line = layout.Text(function);
            lines.Add(IsTrue(function, "IsDisplay") ? emphasis + line + reset : line);
        }

        lines.AddRange(Values(group.Properties["OtherDevices"]?.Value).Select(other => $"  {SafeText.Escape(other)} (not on PCI)"));
        foreach (ReservedRegion region in Values(group.Properties["ReservedRegions"]?.Value).Select(ReservedRegion.Parse).OfType<ReservedRegion>().Where(region => region.IsDirect))
        {
            lines.Add($"  ! VFIO refuses it: reserved region {region.Start:x}-{region.End:x} is direct");
        }

        return string.Join('\n', lines);
    }

    /// <summary>How a group's functions of one kind are shown in a table: their short names, with commas.</summary>
    /// <param name="group">An IommuGroup.</param>
    /// <param name="displays">True for displays, false for the other endpoints.</param>
    public static string Members(PSObject group, bool displays) => string.Join(", ", Objects(group, "Endpoints")
        .Where(function => IsTrue(function, "IsDisplay") == displays)
        .Select(function => displays ? Name(function) : ClassLabel(function)));

    /// <summary>A change as lines: what it is, the differences of its files, its commands.</summary>
    /// <param name="change">A PassthroughChange.</param>
    /// <param name="removed">Put before a line that goes.</param>
    /// <param name="added">Put before a line that comes.</param>
    /// <param name="reset">Put behind either.</param>
    public static string Change(PSObject change, string removed, string added, string reset) => ChangeDisplay.Text(change, removed, added, reset);

    /// <summary>When a change was begun, in this machine's time.</summary>
    /// <param name="change">A PassthroughChange.</param>
    public static string ChangeTime(PSObject change) => ChangeDisplay.Time(change);

    internal static string? Get(PSObject? bag, string property) =>
        bag?.Properties[property]?.Value is object value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    internal static bool IsTrue(PSObject bag, string property) => bag.Properties[property]?.Value is object value && LanguagePrimitives.IsTrue(value);

    private static string GroupHead(PSObject group, int columns)
    {
        string head = $"IOMMU group {Get(group, "Number")}";
        if (Get(group, "Type") is { Length: > 0 } type) head += $" ({SafeText.Escape(type)})";
        return SafeText.Cut($"{head}  {SafeText.Escape(GroupState(group))}", columns - 1);
    }

    // The reasons in one line: the functions' lines below it show which of them is on which driver.
    private static string GroupState(PSObject group)
    {
        if (IsTrue(group, "IsViable")) return "viable for VFIO";
        string[] drivers = [.. Values(group.Properties["Driver"]?.Value).Where(driver => driver.Length > 0 && !GroupViability.LeavesDmaAlone(driver)).Distinct()];
        if (drivers.Length > 0) return "not viable for VFIO: in use by " + string.Join(", ", drivers);
        if (Objects(group, "Endpoints").Any()) return "not viable for VFIO: " + string.Join(' ', Values(group.Properties["ViabilityReasons"]?.Value));
        return Objects(group, "Functions").Any() ? "only bridges" : "no PCI functions";
    }

    private static IEnumerable<PSObject> Objects(PSObject bag, string property)
    {
        object? value = bag.Properties[property]?.Value;
        object? inner = value is PSObject wrapped ? wrapped.BaseObject : value;
        return inner is IEnumerable items and not string ? items.Cast<object>().Select(PSObject.AsPSObject) : [];
    }

    private static IEnumerable<string> Values(object? values)
    {
        object? inner = values is PSObject wrapped ? wrapped.BaseObject : values;
        return inner switch
        {
            null => [],
            IEnumerable items and not string => items.Cast<object?>().Select(item => item?.ToString() ?? string.Empty),
            _ => [inner.ToString() ?? string.Empty],
        };
    }
}
