using System.Collections;
using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>
/// Runs one script block of a test file in the scope that is current, as a dot does. The script around it is
/// what makes any error end the block: the engine goes on after most errors unless a try surrounds the statement.
/// </summary>
internal sealed class Step
{
    /// <summary>The name of the variable through which the scripts reach the session.</summary>
    public const string SessionVariable = "____harness";

    private static readonly string Script =
        $$"""
        try {
            do {
                $____values = ${{SessionVariable}}.CurrentStep.Values
                $null = . ${{SessionVariable}}.CurrentStep.Body @____values
                ${{SessionVariable}}.CurrentStep.Complete()
            } while ($false)
        }
        catch { ${{SessionVariable}}.CurrentStep.Fail($_) }
        """;

    private bool _completed;
    private ErrorRecord? _error;

    private Step(ScriptBlock body, Hashtable values)
    {
        Body = body;
        Values = values;
    }

    public ScriptBlock Body { get; }

    /// <summary>Values for the parameters of the block, if it has any.</summary>
    public Hashtable Values { get; }

    public void Complete() => _completed = true;

    public void Fail(ErrorRecord error) => _error = error;

    /// <summary>The error that ended the block, or null.</summary>
    public static ErrorRecord? Run(PesterSession session, ScriptBlock body, Hashtable values)
    {
        Step step = new(body, values);
        session.Steps.Push(step);
        try
        {
            session.Engine.InvokeCommand.InvokeScript(useLocalScope: false, ScriptBlock.Create(Script), input: null, args: []);
        }
        catch (ExitException)
        {
            return Misuse.Record("Exit", "the block left by 'exit'", body);
        }
        catch (FlowControlException)
        {
            return Misuse.Record("FlowControl", "the block left by 'break' or 'continue' with a label that it does not have", body);
        }
        finally
        {
            session.Steps.Pop();
        }

        return step.Result;
    }

    private ErrorRecord? Result =>
        _error ?? (_completed ? null : Misuse.Record("FlowControl", "the block left by 'break' or 'continue' outside a loop", Body));
}
