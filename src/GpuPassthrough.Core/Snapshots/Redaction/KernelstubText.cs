using System.Text.Json;
using System.Text.Json.Nodes;

namespace GpuPassthrough.Snapshots.Redaction;

/// <summary>kernelstub's configuration, JSON: kernel options word by word, the ESP's path, and what is no text; all other texts become placeholders.</summary>
internal static class KernelstubText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal static string Redact(string text, Redactor redactor)
    {
        try
        {
            return (Redact(JsonNode.Parse(text), string.Empty, redactor)?.ToJsonString(Indented) ?? "null") + "\n";
        }
        catch (JsonException)
        {
            return redactor.Placeholder(text) + "\n";
        }
    }

    private static JsonNode? Redact(JsonNode? node, string key, Redactor redactor) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(redactor.Scrub(member.Key), Redact(member.Value, member.Key, redactor)))),
        JsonArray items => new JsonArray([.. items.Select(item => Redact(item, key, redactor))]),
        JsonValue value when value.TryGetValue(out string? text) => Redact(text, key, redactor),
        _ => node?.DeepClone(),
    };

    private static string Redact(string text, string key, Redactor redactor) => key switch
    {
        "kernel_options" => KernelArguments.Redact(text, redactor),
        "esp_path" when text is "/boot/efi" or "/boot" or "/efi" => text,
        _ => SafeArguments.IsTrivial(text) ? text : redactor.Placeholder(text),
    };
}
