using System.Collections;
using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Commands;

/// <summary>What Describe and Context do.</summary>
public abstract class BlockCommand : KeywordCommand
{
    [Parameter(Mandatory = true, Position = 0)]
    public string Name { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1)]
    public ScriptBlock Fixture { get; set; } = null!;

    [Parameter]
    [Alias("Tags")]
    public string[] Tag { get; set; } = [];

    [Parameter]
    [AllowNull]
    public object? ForEach { get; set; }

    [Parameter]
    public SwitchParameter Skip { get; set; }

    protected override void ProcessRecord()
    {
        RequireDiscovery();
        Session.Discovery.AddBlock(new Declaration
        {
            Name = Name,
            Body = Fixture,
            Tags = Tag,
            Skip = Skip,
            Cases = MyInvocation.BoundParameters.ContainsKey(nameof(ForEach)) ? CasesOf(ForEach) : Declaration.NoCases,
        });
        if (Session.DiscoveryError is not null)
            Stop(Session.DiscoveryError);
    }

    private IReadOnlyList<Hashtable> CasesOf(object? data)
    {
        object?[] items = data is null ? [] : [.. (LanguagePrimitives.GetEnumerable(data) ?? new[] { data }).Cast<object?>()];
        if (items.Length == 0)
            Refuse("EmptyForEach", "-ForEach has nothing to give, so nothing would be tested");
        return Declaration.CasesOf(items);
    }
}
