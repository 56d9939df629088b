using System.Xml.Linq;
using GpuPassthrough.Tests.Harness;

namespace GpuPassthrough.Tests.Conventions.Support;

/// <summary>A view of the staged format files: the types it shows, and what it shows of them.</summary>
internal sealed class FormatView(XElement view)
{
    internal static IReadOnlyList<FormatView> All { get; } =
    [
        .. StagedModule.ManifestList("FormatsToProcess")
            .SelectMany(file => XDocument.Load(Path.Combine(Repository.StagedModule, file)).Descendants("View"))
            .Select(element => new FormatView(element)),
    ];

    internal string Name { get; } = view.Element("Name")!.Value;

    internal string[] TypeNames { get; } = [.. view.Element("ViewSelectedBy")!.Elements("TypeName").Select(element => element.Value)];

    internal IEnumerable<string> Properties => view.Descendants("PropertyName").Select(element => element.Value);

    internal IEnumerable<string> Scripts => view.Descendants("ScriptBlock").Select(element => element.Value);

    public override string ToString() => Name;
}
