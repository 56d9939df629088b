using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Text;

namespace GpuPassthrough.Tests.Snapshots;

/// <summary>All public properties of an object, as text to compare; the host it came from and who uses it now left out.</summary>
internal static class ObjectText
{
    private static readonly string[] LeftOut = ["HostRoot", "HostId", "UsedBy"];

    internal static string Of(IEnumerable<object> objects) => string.Concat(objects.Select(value => Of(value, 0)));

    private static string Of(object? value, int depth)
    {
        if (value is PSObject wrapped) value = wrapped.BaseObject;
        return value switch
        {
            null => "null\n",
            string text => $"\"{text}\"\n",
            IEnumerable items => "[\n" + string.Concat(items.Cast<object?>().Select(item => new string(' ', depth + 1) + Of(item, depth + 1))) + "]\n",
            IFormattable plain when value.GetType().Namespace == "System" || value is Enum => plain.ToString(null, CultureInfo.InvariantCulture) + "\n",
            bool flag => flag + "\n",
            _ => Properties(value, depth),
        };
    }

    private static string Properties(object value, int depth)
    {
        StringBuilder text = new(value.GetType().Name + "\n");
        foreach (PropertyInfo property in value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && !LeftOut.Contains(property.Name)))
        {
            text.Append(' ', depth + 1).Append(property.Name).Append(": ").Append(Of(property.GetValue(value), depth + 1));
        }

        return text.ToString();
    }
}
