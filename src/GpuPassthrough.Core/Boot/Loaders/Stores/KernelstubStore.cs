using System.Text;
using System.Text.Json;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Stores;

/// <summary>
/// Pop!_OS: the list user.kernel_options of /etc/kernelstub/configuration, which kernelstub without options applies. Its own
/// <c>--delete-options</c> turns the list into a set, so the order of all arguments is lost; here it stays.
/// </summary>
internal sealed class KernelstubStore(HostRoot host, Func<BootPart> refresh) : ArgumentStore
{
    // Older files are rewritten by kernelstub itself when it runs.
    private const int KnownRevision = 3;

    private static readonly string[] Place = ["user", "kernel_options"];

    internal override IReadOnlyList<ConfiguredArgument> Read() =>
        [.. Line(Options(Content())).Tokens.Select(token => new ConfiguredArgument(token, host.Describe(HostPaths.Kernelstub)))];

    internal override BootPart Plan(IReadOnlyList<ArgumentEdit> edits)
    {
        byte[] content = Content();
        IReadOnlyList<string> options = Options(content);
        KernelCommandLine before = Line(options);
        KernelCommandLine after = before.With(edits);
        if (before.ToString() == after.ToString()) return BootPart.Nothing;
        IReadOnlyList<string> tail = [.. options.SkipWhile(option => option != "--")];
        byte[] text = Write(content, [.. after.Tokens.Select(token => token.Text), .. tail]);
        return BootPart.Join(new BootPart { Files = [new PlannedFile(HostPaths.Kernelstub, content, text)] }, refresh());
    }

    private static KernelCommandLine Line(IReadOnlyList<string> options) => KernelCommandLine.Parse(string.Join(' ', options.TakeWhile(option => option != "--")));

    private static byte[] Write(byte[] content, IReadOnlyList<string> options)
    {
        using JsonDocument document = JsonDocument.Parse(content);
        return Encoding.UTF8.GetBytes(PythonJson.Write(document.RootElement, path => path.SequenceEqual(Place), options));
    }

    private byte[] Content() => host.ReadBytes(HostPaths.Kernelstub) ?? throw Malformed();

    private string[] Options(byte[] content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            JsonElement user = document.RootElement.GetProperty(Place[0]);
            if (user.GetProperty("config_rev").GetInt32() != KnownRevision) throw Malformed();
            return [.. user.GetProperty(Place[1]).EnumerateArray().Select(option => option.GetString() ?? string.Empty)];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Malformed();
        }
    }

    private BootConfigurationException Malformed() => new("BootKernelstubMalformed", host.Describe(HostPaths.Kernelstub));
}
