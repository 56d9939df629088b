using System.Management.Automation;
using System.Text.RegularExpressions;
using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Help;

/// <summary>What a page says of syntax and parameters is what the engine knows of the command.</summary>
public sealed partial class ParameterTests
{
    private const string Host = "tests/hosts/h97m-gtx1060";

    private static readonly string[] Keys =
    [
        "Type", "DefaultValue", "SupportsWildcards", "Aliases", "ParameterSets", "DontShow", "AcceptedValues", "HelpMessage",
    ];

    public static TheoryData<string> Commands => Pages.Commands;

    [Theory]
    [MemberData(nameof(Commands))]
    public void SyntaxIsThatOfTheCommand(string command)
    {
        IEnumerable<PageSyntax> known = Info(command).ParameterSets.Select(set =>
            new PageSyntax(set.Name, set.IsDefault && set.Name != ParameterAttribute.AllParameterSets, $"{command} {set}"));

        Assert.Equal(known.OrderBy(syntax => syntax.SetName), Pages.Of(command).Syntax.OrderBy(syntax => syntax.SetName));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void ParametersAreThoseOfTheCommand(string command)
    {
        CommandInfo info = Info(command);
        IReadOnlyList<PageParameter> parameters = Pages.Of(command).Parameters;

        Assert.Equal(
            info.Parameters.Keys.Except(Cmdlet.CommonParameters).Order(StringComparer.Ordinal),
            parameters.Select(parameter => parameter.Name));
        Assert.All(parameters, parameter => IsTrue(info.Parameters[parameter.Name], parameter.Facts));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void YamlHasTheKeysInOrder(string command) => Assert.All(
        Pages.Of(command).Parameters,
        parameter => Assert.Equal(Keys, Key().Matches(parameter.Yaml).Select(match => match.Groups[1].Value)));

    /// <summary>A parameter that is said to take wildcards takes one, and then leaves nothing out. Without paths of files nothing is all.</summary>
    [Theory]
    [MemberData(nameof(Commands))]
    public void WildcardsAreTaken(string command)
    {
        using Engine engine = Engine.WithModule();
        (string, object?)[] variables = [("command", command), ("root", Path.Combine(Repository.Root, Host))];
        PageParameter[] parameters = [.. Pages.Of(command).Parameters.Where(parameter => parameter.Facts.SupportsWildcards && !parameter.Facts.ParameterSets.Exists(set => set.IsRequired))];

        Assert.All(parameters, parameter =>
        {
            EngineResult every = engine.Run("& $command -HostRoot $root", variables);
            EngineResult some = engine.Run($"& $command -{parameter.Name} '*' -HostRoot $root", variables);
            Assert.Empty(some.Errors);
            Assert.NotEmpty(every.Output);
            Assert.Equal(every.Output.Select(item => item.ToString()), some.Output.Select(item => item.ToString()));
        });
    }

    private static void IsTrue(ParameterMetadata known, ParameterFacts facts)
    {
        Assert.Equal(known.ParameterType.ToString(), facts.Type);
        Assert.Equal(known.Aliases, facts.Aliases);
        Assert.Equal(AcceptedValues(known), facts.AcceptedValues);
        Assert.Equal(known.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.DontShow), facts.DontShow);
        Assert.True(facts.SupportsWildcards || !known.Attributes.OfType<SupportsWildcardsAttribute>().Any());
        Assert.Equal(Sets(known), facts.ParameterSets);
    }

    private static IEnumerable<ParameterSetFacts> Sets(ParameterMetadata known) =>
        known.ParameterSets.OrderBy(set => set.Key, StringComparer.Ordinal).Select(set => new ParameterSetFacts
        {
            Name = set.Key == ParameterAttribute.AllParameterSets ? ParameterSetFacts.All : set.Key,
            Position = set.Value.Position == int.MinValue ? "Named" : $"{set.Value.Position}",
            IsRequired = set.Value.IsMandatory,
            ValueFromPipeline = set.Value.ValueFromPipeline,
            ValueFromPipelineByPropertyName = set.Value.ValueFromPipelineByPropertyName,
            ValueFromRemainingArguments = set.Value.ValueFromRemainingArguments,
        });

    private static IEnumerable<string> AcceptedValues(ParameterMetadata known)
    {
        Type type = known.ParameterType.GetElementType() ?? known.ParameterType;
        string[] narrowed = [.. known.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues)];
        return narrowed.Length == 0 && type.IsEnum ? Enum.GetNames(type) : narrowed;
    }

    private static CommandInfo Info(string command)
    {
        using Engine engine = Engine.WithModule();
        return engine.Run("Get-Command -Name $command", ("command", command)).Of<CommandInfo>().Single();
    }

    [GeneratedRegex(@"^(\w+):", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
