using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Commands;

/// <summary>What BeforeAll, BeforeEach, AfterEach and AfterAll do: each block has one of a kind.</summary>
public abstract class SetupCommand : KeywordCommand
{
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    protected override void ProcessRecord()
    {
        RequireDiscovery();
        Place(Session.CurrentBlock);
    }

    internal abstract void Place(Block block);

    internal ScriptBlock Once(ScriptBlock? earlier)
    {
        if (earlier is not null)
            Refuse("Twice", $"a second {MyInvocation.InvocationName} in one block");
        return ScriptBlock;
    }

    internal ScriptBlock OnceInBlock(Block block, ScriptBlock? earlier)
    {
        if (block.IsRoot)
            Refuse("NoBlock", $"{MyInvocation.InvocationName} outside Describe and Context");
        return Once(earlier);
    }
}
