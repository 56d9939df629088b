using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Text.Json;

namespace GpuPassthrough.Runner;

/// <summary>Values that are one JSON value: text, numbers, times, and whatever can be parsed back from its text.</summary>
internal static class JsonScalar
{
    private static readonly ConcurrentDictionary<Type, bool> ParsesItself = new();

    public static bool TryWrite(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                return true;
            case bool truth:
                writer.WriteBooleanValue(truth);
                return true;
            case SwitchParameter given:
                writer.WriteBooleanValue(given.IsPresent);
                return true;
            case DateTime time:
                writer.WriteStringValue(time);
                return true;
            case DateTimeOffset time:
                writer.WriteStringValue(time);
                return true;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                return true;
            default:
                return TryWriteNumber(writer, value) || TryWriteText(writer, value);
        }
    }

    private static bool TryWriteNumber(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case Enum:
                return false;
            case byte or sbyte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                return true;
            case ulong number:
                writer.WriteNumberValue(number);
                return true;
            case decimal number:
                writer.WriteNumberValue(number);
                return true;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                return true;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                return true;
            default:
                return false;
        }
    }

    private static bool TryWriteText(Utf8JsonWriter writer, object value)
    {
        var isText = value is Enum or char or float or double or Uri or ScriptBlock or MemberInfo or Delegate
            || ParsesItself.GetOrAdd(value.GetType(), HasParse);
        if (isText)
            writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
        return isText;
    }

    private static bool HasParse(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Any(method => method.Name == "Parse" && method.ReturnType == type && method.GetParameters() is [{ ParameterType: var from }, ..] && from == typeof(string));
}
