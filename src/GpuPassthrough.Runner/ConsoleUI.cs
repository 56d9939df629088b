using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;

namespace GpuPassthrough.Runner;

/// <summary>Text to standard output, errors and remarks to standard error, without colour where nobody sees it.</summary>
internal sealed partial class ConsoleUI : PSHostUserInterface
{
    private readonly Terminal _terminal;
    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly bool _outputColour;
    private readonly bool _errorColour;
    private bool _writingError;

    /// <param name="terminal">What the standard streams are connected to.</param>
    /// <param name="format">With Json, standard output belongs to the objects: all text goes to standard error.</param>
    /// <param name="mayAsk">Standard input is free for answers.</param>
    public ConsoleUI(Terminal terminal, OutputFormat format, bool mayAsk)
    {
        _terminal = terminal;
        _mayAsk = mayAsk && terminal.Input;
        _error = Open(StandardStream.Error);
        _output = format == OutputFormat.Text ? Open(StandardStream.Output) : _error;
        _errorColour = terminal.Error && terminal.Colour;
        _outputColour = format == OutputFormat.Text ? terminal.Output && terminal.Colour : _errorColour;
        Progress = new ProgressLine(_error, terminal);
        RawUI = new RawUI(terminal);
    }

    public override PSHostRawUserInterface RawUI { get; }

    public override bool SupportsVirtualTerminal => _outputColour || _errorColour;

    public ProgressLine Progress { get; }

    public bool HasWrittenError { get; private set; }

    /// <summary>Sends lines to standard error until the returned object is disposed of.</summary>
    public IDisposable WriteToError(bool isFailure)
    {
        HasWrittenError |= isFailure;
        return new ErrorScope(this);
    }

    public override void Write(string value) => Put(value);

    public override void WriteLine(string value) => Put(value + Environment.NewLine);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Put(PSStyle.Instance.Foreground.FromConsoleColor(foregroundColor) + value + PSStyle.Instance.Reset);

    public override void WriteErrorLine(string value)
    {
        HasWrittenError = true;
        Remark(value, FormatStyle.Error);
    }

    public override void WriteWarningLine(string message) => Remark("WARNING: " + message, FormatStyle.Warning);

    public override void WriteVerboseLine(string message) => Remark("VERBOSE: " + message, FormatStyle.Verbose);

    public override void WriteDebugLine(string message) => Remark("DEBUG: " + message, FormatStyle.Debug);

    public override void WriteProgress(long sourceId, ProgressRecord record) => Progress.Show(record);

    private void Put(string text)
    {
        Progress.Clear();
        if (_writingError)
            _error.Write(GetOutputString(text, _errorColour));
        else
            _output.Write(GetOutputString(text, _outputColour));
    }

    private void Remark(string line, FormatStyle style)
    {
        Progress.Clear();
        var styled = _errorColour ? GetFormatStyleString(style) + line + GetFormatStyleString(FormatStyle.Reset) : line;
        _error.WriteLine(GetOutputString(styled, _errorColour));
    }

    private static StreamWriter Open(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    private sealed class ErrorScope : IDisposable
    {
        private readonly ConsoleUI _ui;

        public ErrorScope(ConsoleUI ui)
        {
            _ui = ui;
            _ui._writingError = true;
        }

        public void Dispose() => _ui._writingError = false;
    }
}
