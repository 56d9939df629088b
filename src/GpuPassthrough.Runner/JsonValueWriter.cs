using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Text.Json;

namespace GpuPassthrough.Runner;

/// <summary>
/// Writes any object as JSON, by the properties PowerShell sees. Objects inside objects are followed
/// eight levels down; what lies deeper, or refers back to an object it is part of, becomes its text.
/// </summary>
internal sealed class JsonValueWriter
{
    private const int MaxDepth = 8;

    private readonly Utf8JsonWriter _writer;
    private readonly Stack<object> _path = new();

    public JsonValueWriter(Utf8JsonWriter writer) => _writer = writer;

    public void Write(object? value)
    {
        var bare = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (bare is null || value == AutomationNull.Value)
            _writer.WriteNullValue();
        else if (!JsonScalar.TryWrite(_writer, bare))
            WriteComposite(value!, bare);
    }

    private void WriteComposite(object value, object bare)
    {
        var identity = bare is PSCustomObject ? value : bare;
        if (_path.Count >= MaxDepth || IsForeignPart(bare) || _path.Any(outer => ReferenceEquals(outer, identity)))
        {
            _writer.WriteStringValue(Text(value));
            return;
        }

        _path.Push(identity);
        WriteMembers(value, bare);
        _path.Pop();
    }

    /// <summary>An object of .NET or the engine inside another: its text says more than its properties.</summary>
    private bool IsForeignPart(object bare) =>
        _path.Count > 0
        && bare is not (PSCustomObject or IEnumerable)
        && bare.GetType().Namespace is { } name
        && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));

    private void WriteMembers(object value, object bare)
    {
        switch (bare)
        {
            case IDictionary dictionary:
                WriteDictionary(dictionary);
                break;
            case IEnumerable items:
                WriteArray(items);
                break;
            default:
                WriteObject(PSObject.AsPSObject(value));
                break;
        }
    }

    private void WriteDictionary(IDictionary dictionary)
    {
        _writer.WriteStartObject();
        foreach (DictionaryEntry entry in dictionary)
        {
            _writer.WritePropertyName(Text(entry.Key));
            Write(entry.Value);
        }

        _writer.WriteEndObject();
    }

    private void WriteArray(IEnumerable items)
    {
        _writer.WriteStartArray();
        foreach (var item in Items(items))
            Write(item);
        _writer.WriteEndArray();
    }

    /// <summary>An enumerator that fails ends its array early, as a getter that fails is null.</summary>
    private static List<object?> Items(IEnumerable source)
    {
        var items = new List<object?>();
        try
        {
            foreach (var item in source)
                items.Add(item);
        }
        catch (Exception e) when (e is not PipelineStoppedException)
        {
            return items;
        }

        return items;
    }

    private void WriteObject(PSObject value)
    {
        _writer.WriteStartObject();
        foreach (var property in value.Properties)
        {
            _writer.WritePropertyName(property.Name);
            Write(Read(property));
        }

        _writer.WriteEndObject();
    }

    private static object? Read(PSPropertyInfo property)
    {
        try
        {
            return property.IsGettable ? property.Value : null;
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
