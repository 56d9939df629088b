using System.Management.Automation.Language;
using GpuPassthrough.Tests.Conventions.Metadata;
using GpuPassthrough.Tests.Harness;

namespace GpuPassthrough.Tests.Conventions.Support;

/// <summary>The module as the build staged it, read as data.</summary>
internal static class StagedModule
{
    internal static string BinFolder { get; } = Path.Combine(Repository.StagedModule, "bin");

    internal static AssemblyFile Core { get; } = AssemblyFile.Open(Path.Combine(BinFolder, "GpuPassthrough.Core.dll"));

    internal static AssemblyFile Cmdlets { get; } = AssemblyFile.Open(Path.Combine(BinFolder, "GpuPassthrough.dll"));

    internal static IReadOnlyDictionary<string, object?> Manifest { get; } = ReadManifest();

    internal static string[] ManifestList(string key) => Manifest[key] switch
    {
        object[] items => [.. items.Cast<string>()],
        string item => [item],
        _ => throw new InvalidDataException($"The manifest's {key} is no list of names."),
    };

    private static Dictionary<string, object?> ReadManifest()
    {
        ScriptBlockAst script = Parser.ParseFile(Repository.StagedManifest, out _, out ParseError[] errors);
        if (errors.Length > 0) throw new InvalidDataException(errors[0].ToString());
        var table = (HashtableAst)script.Find(node => node is HashtableAst, searchNestedScriptBlocks: false);
        var values = (System.Collections.Hashtable)table.SafeGetValue();
        return values.Keys.Cast<string>().ToDictionary(key => key, key => values[key]);
    }
}
