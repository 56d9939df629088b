using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace GpuPassthrough.Runner;

/// <summary>Puts what is to be run into a pipeline.</summary>
internal static class ScriptSource
{
    public static void AddTo(PowerShell shell, Arguments options)
    {
        switch (options.Action)
        {
            case RunnerAction.File:
                Engine.HonourExitOfScriptFile(shell.Runspace);
                shell.Commands.AddCommand(ScriptCommand(options));
                break;
            case RunnerAction.StandardInput:
                shell.AddScript(Console.In.ReadToEnd(), useLocalScope: false);
                break;
            default:
                shell.AddScript(options.Text, useLocalScope: false);
                break;
        }
    }

    /// <summary>What is wrong with a text that ends too early: the engine's own exception lacks the position.</summary>
    public static ErrorRecord ParseErrors(PowerShell shell)
    {
        Parser.ParseInput(shell.Commands.Commands[0].CommandText, out _, out var errors);
        return new ParseException(errors).ErrorRecord;
    }

    private static Command ScriptCommand(Arguments options)
    {
        var command = new Command(options.Text, isScript: false, useLocalScope: false);
        foreach (var parameter in ScriptParameters.Parse(options.ScriptArguments))
            command.Parameters.Add(parameter);
        return command;
    }
}
