using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace GpuPassthrough.Runner;

/// <summary>One run of the engine, from the first command to the exit code.</summary>
internal sealed class Session : IDisposable
{
    private readonly Arguments _options;
    private readonly ConsoleUI _ui;
    private readonly ConsoleHost _host;
    private readonly Runspace _runspace;
    private readonly ErrorView _errors;

    private Session(Arguments options, string manifest)
    {
        var terminal = new Terminal(options.Width);
        _options = options;
        _ui = new ConsoleUI(terminal, options.OutputFormat, mayAsk: options.Action != RunnerAction.StandardInput);
        _host = new ConsoleHost(_ui);
        _runspace = Engine.CreateRunspace(_host, manifest);
        _errors = new ErrorView(_ui, _runspace);
        if (!terminal.Colour)
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
    }

    /// <returns>The exit code.</returns>
    public static int Run(Arguments options, string manifest)
    {
        using var session = new Session(options, manifest);
        return session.Run();
    }

    public void Dispose() => _runspace.Dispose();

    private int Run()
    {
        try
        {
            _runspace.Open();
        }
        catch (RuntimeException e)
        {
            _ui.WriteErrorLine("gpupt: the module could not be loaded. " + e.Message);
            return 1;
        }

        Engine.SetHostRoot(_runspace, _options.HostRoot);
        using var shell = PowerShell.Create(_runspace);
        using var interrupt = new Interrupt(shell, _ui);
        ScriptSource.AddTo(shell, _options);
        shell.Streams.Error.DataAdded += (_, _) => _errors.ShowAll(shell.Streams.Error);
        Invoke(shell);
        _ui.Progress.Clear();
        return interrupt.ExitCode ?? _host.ExitCode ?? (_ui.HasWrittenError ? 1 : 0);
    }

    private void Invoke(PowerShell shell)
    {
        try
        {
            if (_options.OutputFormat == OutputFormat.Json)
                JsonOutput.Invoke(shell);
            else
                shell.AddCommand("Out-Default").Invoke();
        }
        catch (PipelineStoppedException)
        {
        }
        catch (IncompleteParseException)
        {
            _errors.ShowFinal(ScriptSource.ParseErrors(shell));
        }
        catch (RuntimeException e)
        {
            _errors.ShowFinal(e.ErrorRecord);
        }
    }
}
