using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Security;
using System.Text;

namespace GpuPassthrough.Tests.Harness;

/// <summary>
/// Keeps the text of the host, without colours. Warnings, verbose lines and errors are left out: the engine hands those over as
/// streams. A question is an error, so that no test waits for an answer.
/// </summary>
internal sealed class TextUserInterface : PSHostUserInterface
{
    private readonly StringBuilder _text = new();
    private readonly TextRawUserInterface _raw = new();

    public override PSHostRawUserInterface RawUI => _raw;

    public void SetWidth(int width) => _raw.BufferSize = new Size(width, _raw.BufferSize.Height);

    public string TakeText()
    {
        string text = _text.ToString();
        _text.Clear();
        return text;
    }

    public override void Write(string value) => _text.Append(Plain(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => _text.Append(Plain(value));

    public override void WriteLine(string value) => _text.Append(Plain(value)).Append('\n');

    public override void WriteErrorLine(string value)
    {
    }

    public override void WriteDebugLine(string message)
    {
    }

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override void WriteVerboseLine(string message)
    {
    }

    public override void WriteWarningLine(string message)
    {
    }

    public override string ReadLine() => throw Question("a line");

    public override SecureString ReadLineAsSecureString() => throw Question("a secret");

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw Question(string.Join(", ", descriptions.Select(field => field.Name)));

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        throw Question($"{caption} {message}");

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw Question("a credential");

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        throw Question("a credential");

    // The engine writes colours whatever the host is; taking them out is the host's part.
    private static string Plain(string value) => new StringDecorated(value).ToString(OutputRendering.PlainText);

    private static HostException Question(string what) => new($"the command asked for {what}, and nobody is there to answer");
}
