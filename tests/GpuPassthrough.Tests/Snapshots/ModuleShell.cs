using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace GpuPassthrough.Tests.Snapshots;

/// <summary>An embedded engine with the staged module, as its users have it.</summary>
internal sealed class ModuleShell : IDisposable
{
    private readonly Runspace _runspace;

    internal ModuleShell()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule(Path.Combine(Metadata("StagedModule"), "GpuPassthrough.psd1"));
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    internal static string RepositoryRoot => Metadata("RepositoryRoot");

    public void Dispose() => _runspace.Dispose();

    /// <summary>Runs one command; errors come back as records, terminating ones too.</summary>
    internal ShellResult Run(string command, params (string Name, object Value)[] parameters)
    {
        using PowerShell shell = Command(command, parameters);
        List<PSObject> output = [];
        List<ErrorRecord> errors = [];
        try
        {
            output.AddRange(shell.Invoke());
        }
        catch (CmdletInvocationException exception)
        {
            errors.Add(exception.ErrorRecord);
        }

        errors.AddRange(shell.Streams.Error);
        return new ShellResult(output, errors, [.. shell.Streams.Warning.Select(record => record.Message)]);
    }

    internal PowerShell Command(string command, params (string Name, object Value)[] parameters)
    {
        PowerShell shell = PowerShell.Create(_runspace);
        shell.AddCommand(command);
        foreach ((string name, object value) in parameters) shell.AddParameter(name, value);
        return shell;
    }

    private static string Metadata(string key) =>
        typeof(ModuleShell).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!;
}

internal sealed record ShellResult(IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Warnings);
