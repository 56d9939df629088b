using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace GpuPassthrough.Tests.Harness;

/// <summary>A PowerShell engine of its own, with the staged module when asked for.</summary>
public sealed class Engine : IDisposable
{
    private readonly TextHost _host = new();

    private Engine(InitialSessionState state)
    {
        Runspace = RunspaceFactory.CreateRunspace(_host, state);
        Runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        Runspace.Open();
    }

    internal Runspace Runspace { get; }

    /// <summary>An engine with nothing but the core commands.</summary>
    public static Engine Bare() => new(CoreCommands());

    /// <summary>An engine into which the staged module was imported by its manifest, as its users do.</summary>
    public static Engine WithModule()
    {
        Engine engine = Bare();
        EngineResult import = engine.Run("Import-Module -Name $manifest -ErrorAction Stop", ("manifest", Repository.StagedManifest));
        if (import.Errors.Count == 0)
            return engine;

        engine.Dispose();
        throw new InvalidOperationException($"{Repository.StagedManifest} cannot be imported: {import.Errors[0]}");
    }

    internal static Engine From(InitialSessionState state) => new(state);

    /// <summary>
    /// The state every engine starts from. Modules are not loaded by themselves, so that a command means the same
    /// on every machine, whatever is installed there.
    /// </summary>
    internal static InitialSessionState CoreCommands()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.Variables.Add(new SessionStateVariableEntry("PSModuleAutoLoadingPreference", PSModuleAutoLoadingPreference.None, ""));
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        return state;
    }

    /// <summary>Runs a script at the top of the session; the named variables are set there before.</summary>
    public EngineResult Run(string script, params (string Name, object? Value)[] variables)
    {
        foreach ((string name, object? value) in variables)
            Runspace.SessionStateProxy.SetVariable(name, value);
        return Invoke(shell => shell.AddScript(script));
    }

    /// <summary>Runs one command with its parameters by name, as objects.</summary>
    public EngineResult RunCommand(string command, params (string Name, object Value)[] parameters) => Invoke(shell =>
    {
        shell.AddCommand(command);
        foreach ((string name, object value) in parameters)
            shell.AddParameter(name, value);
    });

    /// <summary>Renders objects through the format views, as a terminal of that width would.</summary>
    public string Render(IEnumerable<PSObject> objects, int width)
    {
        _host.TakeText();
        _host.SetWidth(width);
        using PowerShell shell = PowerShell.Create(Runspace);
        shell.AddCommand("Out-Default").Invoke(objects);
        return _host.TakeText();
    }

    public void Dispose() => Runspace.Dispose();

    internal EngineResult Invoke(Action<PowerShell> build)
    {
        _host.TakeText();
        using PowerShell shell = PowerShell.Create(Runspace);
        build(shell);
        PSDataCollection<PSObject> output = [];
        ErrorRecord? terminating = null;
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException exception)
        {
            terminating = exception.ErrorRecord;
        }

        return new EngineResult(this, [.. output], shell.Streams, terminating, _host.TakeText());
    }
}
