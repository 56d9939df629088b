using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Commands;

[Cmdlet("Use", "It")]
public sealed class ItCommand : KeywordCommand
{
    [Parameter(Mandatory = true, Position = 0)]
    public string Name { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1)]
    public ScriptBlock Test { get; set; } = null!;

    [Parameter]
    [Alias("TestCases")]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? ForEach { get; set; }

    [Parameter]
    public string[] Tag { get; set; } = [];

    [Parameter]
    public SwitchParameter Skip { get; set; }

    protected override void ProcessRecord()
    {
        RequireDiscovery();
        if (Session.CurrentBlock.IsRoot)
            Refuse("NoBlock", "It outside Describe and Context");
        bool hasCases = MyInvocation.BoundParameters.ContainsKey(nameof(ForEach));
        if (hasCases && ForEach is null or { Length: 0 })
            Refuse("EmptyForEach", "-ForEach has nothing to give, so nothing would be tested");
        Session.Discovery.AddTests(new Declaration
        {
            Name = Name,
            Body = Test,
            Tags = Tag,
            Skip = Skip,
            Cases = hasCases ? Declaration.CasesOf(ForEach!) : Declaration.NoCases,
        });
    }
}
