using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GpuPassthrough.Boot.Loaders.Stores;

/// <summary>JSON as Python's <c>json.dump(indent=2)</c> writes it: kernelstub writes its file back so after each run, and the file must not change under it.</summary>
internal static class PythonJson
{
    private const int Indent = 2;

    /// <summary>Writes a value again, with another array in place of one in it.</summary>
    /// <param name="root">The value.</param>
    /// <param name="isReplaced">Answers whether the value at these names, from the outside in, is to be the array instead.</param>
    /// <param name="array">The texts of the array.</param>
    internal static string Write(JsonElement root, Func<IReadOnlyList<string>, bool> isReplaced, IReadOnlyList<string> array)
    {
        StringBuilder text = new();
        Write(text, root, [], isReplaced, array);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value, List<string> path, Func<IReadOnlyList<string>, bool> isReplaced, IReadOnlyList<string> array)
    {
        if (isReplaced(path)) WriteItems(text, '[', ']', path.Count, array.Select<string, Action>(item => () => WriteText(text, item)));
        else if (value.ValueKind == JsonValueKind.Object) WriteItems(text, '{', '}', path.Count, value.EnumerateObject().Select<JsonProperty, Action>(member => () => WriteMember(text, member, path, isReplaced, array)));
        else if (value.ValueKind == JsonValueKind.Array) WriteItems(text, '[', ']', path.Count, value.EnumerateArray().Select<JsonElement, Action>(item => () => Write(text, item, [.. path, string.Empty], isReplaced, array)));
        else if (value.ValueKind == JsonValueKind.String) WriteText(text, value.GetString()!);
        else text.Append(value.GetRawText());
    }

    private static void WriteMember(StringBuilder text, JsonProperty member, List<string> path, Func<IReadOnlyList<string>, bool> isReplaced, IReadOnlyList<string> array)
    {
        WriteText(text, member.Name);
        text.Append(": ");
        Write(text, member.Value, [.. path, member.Name], isReplaced, array);
    }

    private static void WriteItems(StringBuilder text, char open, char close, int depth, IEnumerable<Action> items)
    {
        text.Append(open);
        bool isEmpty = true;
        foreach (Action item in items)
        {
            if (!isEmpty) text.Append(',');
            text.Append('\n').Append(' ', (depth + 1) * Indent);
            item();
            isEmpty = false;
        }

        if (!isEmpty) text.Append('\n').Append(' ', depth * Indent);
        text.Append(close);
    }

    // ensure_ascii: all but printable ASCII as \uXXXX.
    private static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char character in value)
        {
            text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' or > '~' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => character.ToString(),
            });
        }

        text.Append('"');
    }
}
