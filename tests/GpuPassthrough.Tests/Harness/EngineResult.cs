using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness;

/// <summary>What one script left behind, stream by stream.</summary>
public sealed class EngineResult
{
    private readonly Engine _engine;

    internal EngineResult(
        Engine engine, IReadOnlyList<PSObject> output, PSDataStreams streams, ErrorRecord? terminatingError, string hostText)
    {
        _engine = engine;
        Output = output;
        TerminatingError = terminatingError;
        Errors = terminatingError is null ? [.. streams.Error] : [.. streams.Error, terminatingError];
        Warnings = [.. streams.Warning.Select(record => record.Message)];
        Verbose = [.. streams.Verbose.Select(record => record.Message)];
        Progress = [.. streams.Progress];
        Information = [.. streams.Information.Select(record => record.MessageData?.ToString() ?? "")];
        HostText = hostText;
    }

    public IReadOnlyList<PSObject> Output { get; }

    /// <summary>Every error, the terminating one last.</summary>
    public IReadOnlyList<ErrorRecord> Errors { get; }

    /// <summary>The error that ended the script early, if one did.</summary>
    public ErrorRecord? TerminatingError { get; }

    public IReadOnlyList<string> Warnings { get; }

    public IReadOnlyList<string> Verbose { get; }

    public IReadOnlyList<string> Information { get; }

    public IReadOnlyList<ProgressRecord> Progress { get; }

    /// <summary>What was written to the host itself.</summary>
    public string HostText { get; }

    /// <summary>The output as a terminal of that width would show it, through the format views.</summary>
    public string Text(int width = 120) => _engine.Render(Output, width);

    /// <summary>The output as objects without their PowerShell wrapping.</summary>
    public IEnumerable<T> Of<T>() => Output.Select(item => (T)item.BaseObject);
}
