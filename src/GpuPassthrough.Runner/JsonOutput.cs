using System.Management.Automation;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GpuPassthrough.Runner;

/// <summary>Writes what a pipeline emits to standard output as one JSON array, whole also when the pipeline fails.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 256,
    };

    public static void Invoke(PowerShell shell)
    {
        var stream = StandardStream.Output;
        using var writer = new Utf8JsonWriter(stream, Layout);
        writer.WriteStartArray();
        try
        {
            Invoke(shell, writer);
        }
        finally
        {
            writer.WriteEndArray();
            writer.Flush();
            stream.WriteByte((byte)'\n');
        }
    }

    private static void Invoke(PowerShell shell, Utf8JsonWriter writer)
    {
        var values = new JsonValueWriter(writer);
        using var output = new PSDataCollection<PSObject>();
        output.DataAdded += (_, _) =>
        {
            foreach (var value in output.ReadAll())
                values.Write(value);
        };
        shell.Invoke(null, output);
    }
}
