using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>What the keywords of one test file share.</summary>
internal sealed class PesterSession(EngineIntrinsics engine, string path)
{
    public EngineIntrinsics Engine { get; } = engine;

    public Phase Phase { get; set; }

    public Block Root { get; } = new()
    {
        Name = "",
        Body = ScriptBlock.Create($". '{CodeGeneration.EscapeSingleQuotedStringContent(path)}'"),
        Parent = null,
        Tags = [],
        Variables = [],
    };

    /// <summary>The block whose body is being discovered.</summary>
    public Block CurrentBlock { get; set; } = null!;

    public Stack<Step> Steps { get; } = new();

    public Step CurrentStep => Steps.Peek();

    /// <summary>The first error of discovery. It stays one when the file catches it.</summary>
    public ErrorRecord? DiscoveryError { get; set; }

    public Discovery Discovery => field ??= new Discovery(this);

    public BlockRunner Runner => field ??= new BlockRunner(this);

    public void SetVariables(Hashtable variables)
    {
        foreach (DictionaryEntry variable in variables)
            Engine.SessionState.PSVariable.Set(variable.Key.ToString(), variable.Value);
    }

    /// <summary>Calls back into the harness from within a new scope of the session.</summary>
    public void InNewScope(ScriptBlock callBack, TestItem item) =>
        Engine.InvokeCommand.InvokeScript(useLocalScope: true, callBack, input: null, item);
}
