using System.Text.Json;
using System.Text.Json.Serialization;
using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>Entries as JSON. What is not known, missing or of another kind is an error, not a guess.</summary>
/// <remarks>Metadata only: the generated writers of .NET 8 write a missing byte array as an empty one.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    MaxDepth = 8,
    WriteIndented = true)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    internal static byte[] Write(JournalEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, Default.JournalEntry);

    /// <exception cref="JournalException">It is no entry, or says what no entry may say.</exception>
    internal static JournalEntry Read(string path, int id, byte[] text)
    {
        JournalEntry? entry;
        try
        {
            entry = JsonSerializer.Deserialize(text, Default.JournalEntry);
        }
        catch (JsonException exception)
        {
            throw JournalException.Malformed(path, SafeLine.Of(exception.Message));
        }

        if (entry is null) throw JournalException.Malformed(path, "it is empty");
        JournalCheck.Check(path, id, entry);
        return entry;
    }
}
