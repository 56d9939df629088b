namespace GpuPassthrough.Tests.Help;

/// <summary>The yaml block below a parameter's description, key by key as the schema has them.</summary>
internal sealed class ParameterFacts
{
    public string Type { get; set; } = "";

    public string DefaultValue { get; set; } = "";

    public bool SupportsWildcards { get; set; }

    public List<string> Aliases { get; set; } = [];

    public List<ParameterSetFacts> ParameterSets { get; set; } = [];

    public bool DontShow { get; set; }

    public List<string> AcceptedValues { get; set; } = [];

    public string HelpMessage { get; set; } = "";
}

/// <summary>How a parameter is bound in one parameter set, or in all of them under the name (All).</summary>
internal sealed record ParameterSetFacts
{
    internal const string All = "(All)";

    public string Name { get; set; } = "";

    public string Position { get; set; } = "";

    public bool IsRequired { get; set; }

    public bool ValueFromPipeline { get; set; }

    public bool ValueFromPipelineByPropertyName { get; set; }

    public bool ValueFromRemainingArguments { get; set; }
}
