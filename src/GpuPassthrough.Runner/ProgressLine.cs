using System.Management.Automation;

namespace GpuPassthrough.Runner;

/// <summary>Progress on one line of the terminal, redrawn in place; nothing when standard error is no terminal.</summary>
internal sealed class ProgressLine
{
    private readonly TextWriter _error;
    private readonly Terminal _terminal;
    private int _drawn;

    public ProgressLine(TextWriter error, Terminal terminal)
    {
        _error = error;
        _terminal = terminal;
    }

    public void Show(ProgressRecord record)
    {
        if (!_terminal.Error)
            return;
        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            return;
        }

        var line = Fit(Describe(record));
        _error.Write('\r' + line.PadRight(_drawn));
        _error.Flush();
        _drawn = line.Length;
    }

    public void Clear()
    {
        if (_drawn == 0)
            return;

        _error.Write('\r' + new string(' ', _drawn) + '\r');
        _error.Flush();
        _drawn = 0;
    }

    private static string Describe(ProgressRecord record)
    {
        var percent = record.PercentComplete is >= 0 and <= 100 ? $" {record.PercentComplete}%" : "";
        var what = string.IsNullOrWhiteSpace(record.CurrentOperation) ? record.StatusDescription : record.CurrentOperation;
        return $"{record.Activity}:{percent} {what}";
    }

    private string Fit(string text)
    {
        var line = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
        return line.Length < _terminal.Width ? line : line[..(_terminal.Width - 1)];
    }
}
