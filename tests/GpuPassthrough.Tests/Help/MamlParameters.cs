using System.Text.RegularExpressions;

namespace GpuPassthrough.Tests.Help;

/// <summary>The parameters of a command in MAML: once in each syntax, without text, and once with their descriptions.</summary>
internal static partial class MamlParameters
{
    private const string Switch = "System.Management.Automation.SwitchParameter";

    /// <summary>The parameters in the order of the page's syntax line, with the short types written there.</summary>
    internal static void WriteSyntax(MamlWriter xml, HelpPage page, PageSyntax syntax) => xml.Element("syntaxItem", MamlWriter.Command, () =>
    {
        xml.Text("name", MamlWriter.Maml, page.Command);
        foreach (Match match in InSyntax().Matches(syntax.Text))
        {
            PageParameter parameter = page.Parameters.Single(parameter => parameter.Name == match.Groups["name"].Value);
            ParameterSetFacts set = parameter.Facts.ParameterSets.Single(set => set.Name == syntax.SetName || set.Name == ParameterSetFacts.All);
            Write(xml, parameter, set, () => WriteValue(xml, parameter, match.Groups["type"].Value));
        }
    });

    internal static void Write(MamlWriter xml, PageParameter parameter) => Write(xml, parameter, parameter.Facts.ParameterSets[0], () =>
    {
        xml.Paragraphs("description", MamlWriter.Maml, PlainText.Paragraphs(parameter.Description));
        WriteValue(xml, parameter, parameter.Facts.Type);
        if (parameter.Facts.DefaultValue.Length > 0) xml.Text("defaultValue", MamlWriter.Dev, parameter.Facts.DefaultValue);
    });

    private static void Write(MamlWriter xml, PageParameter parameter, ParameterSetFacts set, Action content) => xml.Element("parameter", MamlWriter.Command, () =>
    {
        xml.Attribute("required", Text(set.IsRequired));
        xml.Attribute("variableLength", Text(parameter.Facts.Type.EndsWith("[]", StringComparison.Ordinal)));
        xml.Attribute("globbing", Text(parameter.Facts.SupportsWildcards));
        xml.Attribute("pipelineInput", PipelineInput(set));
        xml.Attribute("position", set.Position == "Named" ? "named" : set.Position);
        xml.Attribute("aliases", parameter.Facts.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Facts.Aliases));
        xml.Text("name", MamlWriter.Maml, parameter.Name);
        content();
    });

    private static void WriteValue(MamlWriter xml, PageParameter parameter, string type)
    {
        if (parameter.Facts.AcceptedValues is { Count: > 0 } values)
            xml.Element("parameterValueGroup", MamlWriter.Command, () => MamlWriter.Each(values, value => Value(xml, value)));
        if (parameter.Facts.Type != Switch) Value(xml, type);
        xml.Element("type", MamlWriter.Dev, () => xml.Text("name", MamlWriter.Maml, parameter.Facts.Type));
    }

    private static void Value(MamlWriter xml, string text) => xml.Element("parameterValue", MamlWriter.Command, () =>
    {
        xml.Attribute("required", "true");
        xml.Attribute("variableLength", Text(text.EndsWith("[]", StringComparison.Ordinal)));
        xml.Content(text);
    });

    private static string PipelineInput(ParameterSetFacts set)
    {
        string[] ways = [.. Ways(set)];
        return ways.Length == 0 ? "false" : $"true ({string.Join(", ", ways)})";
    }

    private static IEnumerable<string> Ways(ParameterSetFacts set)
    {
        if (set.ValueFromPipeline) yield return "ByValue";
        if (set.ValueFromPipelineByPropertyName) yield return "ByPropertyName";
    }

    private static string Text(bool value) => value ? "true" : "false";

    [GeneratedRegex(@"(?<=[ \[])-(?<name>\w+)\]?(?: <(?<type>[^>]+)>)?", RegexOptions.CultureInvariant)]
    private static partial Regex InSyntax();
}
