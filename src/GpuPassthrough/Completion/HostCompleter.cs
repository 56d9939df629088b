using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Completion;

/// <summary>Completes from what the host has now. What is typed may be the value's start or part of its description.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class HostCompleter : IArgumentCompleter
{
    private IDictionary? _parameters;

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        _parameters = fakeBoundParameters;
        try
        {
            using HostRoot host = HostRoot.Open(Root(fakeBoundParameters?["HostRoot"]));
            return CompletionText.Match(Candidates(host), wordToComplete, IsText);
        }
        catch (Exception exception) when (exception is PassthroughException or RuntimeException)
        {
            // At a prompt, a host that cannot be read completes to nothing; the command itself will say why.
            return [];
        }
    }

    // What the command itself would take: the parameter, else the session's default for it, relative to the session's directory.
    private static string? Root(object? given)
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript("""
            $root = if ($args[0]) { $args[0] } else { $PSDefaultParameterValues['*:HostRoot'] }
            if ($root) { $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($root) }
            """).AddArgument(given);
        return shell.Invoke<string>().FirstOrDefault();
    }

    /// <summary>False where the values are numbers to PowerShell too, and need no quotes.</summary>
    private protected virtual bool IsText => true;

    private protected abstract IEnumerable<CompletionCandidate> Candidates(HostRoot host);

    /// <summary>Another parameter as it stands on the command line; null when it is not given.</summary>
    private protected string? Given(string parameter) => _parameters?[parameter]?.ToString();

    private protected static string Describe(PciDevice device) =>
        $"{device.Name ?? device.Id} ({device.ClassName ?? device.Class}), driver {device.Driver ?? "none"}, group {device.IommuGroup?.ToString() ?? "none"}";
}
