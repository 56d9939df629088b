using System.Management.Automation;
using System.Reflection;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Harness;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Xunit;

namespace GpuPassthrough.Tests.Help;

/// <summary>
/// OUTPUTS names every property of what a command returns, and nothing else. Each type of ours has a list there, after
/// a paragraph that begins with "A" and the type's name; each item of the list begins with a property's name.
/// </summary>
public sealed class OutputTests
{
    public static TheoryData<string> Commands => Pages.Commands;

    [Theory]
    [MemberData(nameof(Commands))]
    public void NamesTheTypes(string command)
    {
        using Engine engine = Engine.WithModule();
        CmdletInfo info = engine.Run("Get-Command -Name $command", ("command", command)).Of<CmdletInfo>().Single();

        Assert.Equal(info.OutputType.Select(type => type.Name), Pages.Of(command).Body["OUTPUTS"].Sections.Select(section => section.Title));
        Assert.Equal(
            info.Parameters.Values.Where(FromPipeline).Select(parameter => parameter.ParameterType.FullName).Distinct().DefaultIfEmpty("None"),
            Pages.Of(command).Body["INPUTS"].Sections.Select(section => section.Title));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void NamesEveryProperty(string command)
    {
        Dictionary<string, ListBlock> lists = Lists(command);
        Type[] types = [.. Described(command)];

        Assert.Equal(types.Select(type => type.Name).Order(), lists.Keys.Order());
        Assert.All(types, type => Assert.Equal(Properties(type).Select(property => property.Name).Order(), Items(lists[type.Name]).Keys.Order()));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void NamesTheValuesOfEnumerations(string command)
    {
        Dictionary<string, ListBlock> lists = Lists(command);

        Assert.All(
            Described(command).SelectMany(Properties).Where(property => property.PropertyType.IsEnum),
            property => Assert.All(
                Enum.GetNames(property.PropertyType),
                name => Assert.Contains(name, Items(lists[property.DeclaringType!.Name])[property.Name], StringComparison.Ordinal)));
    }

    private static bool FromPipeline(ParameterMetadata parameter) =>
        parameter.ParameterSets.Values.Any(set => set.ValueFromPipeline || set.ValueFromPipelineByPropertyName);

    /// <summary>The types of ours that a page describes: what the command returns and what that holds, but for what another page describes.</summary>
    private static HashSet<Type> Described(string command)
    {
        Type[] own = [.. Returned(Pages.Of(command))];
        HashSet<Type> elsewhere = [.. Pages.All.SelectMany(Returned).Except(own), typeof(PciAddress)];
        HashSet<Type> types = [];
        Queue<Type> found = new(own);
        while (found.TryDequeue(out Type? type))
        {
            if (elsewhere.Contains(type) || !types.Add(type)) continue;
            foreach (PropertyInfo property in Properties(type).Where(property => Held(property).Assembly == typeof(PciDevice).Assembly && !Held(property).IsEnum))
                found.Enqueue(Held(property));
        }

        return types;
    }

    private static IEnumerable<Type> Returned(HelpPage page) =>
        page.Body["OUTPUTS"].Sections.Select(section => typeof(PciDevice).Assembly.GetType(section.Title)).OfType<Type>();

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    private static Type Held(PropertyInfo property)
    {
        Type type = property.PropertyType.GetElementType() ?? property.PropertyType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static Dictionary<string, ListBlock> Lists(string command)
    {
        Block[] blocks = [.. Pages.Of(command).Body["OUTPUTS"].Sections.SelectMany(section => section.Blocks)];
        return blocks.Skip(1).Zip(blocks).Where(pair => pair.First is ListBlock)
            .ToDictionary(pair => ((ParagraphBlock)pair.Second).Inline!.OfType<CodeInline>().First().Content, pair => (ListBlock)pair.First);
    }

    private static Dictionary<string, string> Items(ListBlock list) =>
        list.Cast<ListItemBlock>().ToDictionary(item => item.Descendants<CodeInline>().First().Content, item => PlainText.Text(item.Single()));
}
