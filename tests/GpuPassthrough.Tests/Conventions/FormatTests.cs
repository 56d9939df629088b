using System.Management.Automation.Language;
using System.Reflection;
using System.Xml.Linq;
using GpuPassthrough.Formats;
using GpuPassthrough.Tests.Conventions.Support;
using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>Views name types, properties and methods that exist, and every type that cmdlets emit has one.</summary>
public sealed class FormatTests
{
    private const string Twin = "Deserialized.";

    [Fact]
    public void EveryOutputHasAView()
    {
        IEnumerable<string> outputs = CmdletInfos.All.SelectMany(cmdlet => cmdlet.OutputType)
            .Select(output => output.Type.FullName!)
            .Where(name => name.StartsWith("GpuPassthrough.", StringComparison.Ordinal));

        Assert.NotEmpty(outputs);
        Assert.All(outputs, name => Assert.Contains(FormatView.All, view => view.TypeNames.Contains(name)));
    }

    [Fact]
    public void EveryViewShowsTheDeserialisedTwin() => Assert.All(FormatView.All, view =>
    {
        string[] live = [.. view.TypeNames.Where(name => !name.StartsWith(Twin, StringComparison.Ordinal))];

        Assert.NotEmpty(live);
        Assert.Equal(live.Concat(live.Select(name => Twin + name)).Order(StringComparer.Ordinal), view.TypeNames.Order(StringComparer.Ordinal));
    });

    [Fact]
    public void ViewsNameTypesAndPropertiesThatExist() => Assert.All(FormatView.All, view =>
    {
        foreach (string name in view.TypeNames.Where(name => !name.StartsWith(Twin, StringComparison.Ordinal)))
        {
            Type type = Find(name.Split('#')[0]);
            Assert.All(view.Properties, property => Assert.NotNull(type.GetProperty(property)));
        }
    });

    [Fact]
    public void TypeFilesNameTypesThatExist() => Assert.All(
        StagedModule.ManifestList("TypesToProcess").SelectMany(file => XDocument.Load(Path.Combine(Repository.StagedModule, file)).Root!.Elements("Type")),
        type => Find(type.Element("Name")!.Value));

    [Fact]
    public void ScriptsCallMethodsThatExist()
    {
        Assert.Contains(FormatView.All, view => view.Scripts.Any());
        Findings.None(FormatView.All.SelectMany(view => view.Scripts).SelectMany(Problems));
    }

    [Theory]
    [InlineData("[GpuPassthrough.Formats.Display]::Text($_.A)", 0)]
    [InlineData("[GpuPassthrough.Formats.Display]::Text($_.A, 1)", 1)]
    [InlineData("[GpuPassthrough.Formats.Display]::NoSuch($_)", 1)]
    [InlineData("[GpuPassthrough.Formats.NoSuch]::Text($_)", 1)]
    [InlineData("[string]::Concat($_)", 1)]
    [InlineData("$_.Address.ToString()", 0)]
    [InlineData("$_.Address.Trim()", 1)]
    [InlineData("if ($_", 1)]
    [InlineData("if ($_.A) { [GpuPassthrough.Formats.Display]::NoSuch($_) }", 1)]
    public void AWrongScriptIsFound(string script, int problems) => Assert.Equal(problems, Problems(script).Count());

    // Logic of views lives in C#: a script only hands values to Display, or shows one as text.
    private static IEnumerable<string> Problems(string script)
    {
        ScriptBlockAst syntax = Parser.ParseInput(script, out _, out ParseError[] errors);
        if (errors.Length > 0) return [errors[0].ToString()];
        return syntax.FindAll(node => node is InvokeMemberExpressionAst, searchNestedScriptBlocks: true)
            .Cast<InvokeMemberExpressionAst>()
            .Where(call => !IsDisplayMethod(call) && !IsText(call))
            .Select(call => call.Extent.Text);
    }

    private static bool IsDisplayMethod(InvokeMemberExpressionAst call) =>
        call is { Static: true, Expression: TypeExpressionAst type, Member: StringConstantExpressionAst member }
        && type.TypeName.FullName == typeof(Display).FullName
        && typeof(Display).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Any(method => method.Name == member.Value && method.GetParameters().Length == (call.Arguments?.Count ?? 0));

    private static bool IsText(InvokeMemberExpressionAst call) =>
        call is { Static: false, Arguments: null, Member: StringConstantExpressionAst { Value: nameof(ToString) } };

    private static Type Find(string name) =>
        typeof(PassthroughException).Assembly.GetType(name) ?? typeof(Display).Assembly.GetType(name, throwOnError: true)!;
}
