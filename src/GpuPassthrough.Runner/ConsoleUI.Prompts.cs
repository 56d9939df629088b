using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace GpuPassthrough.Runner;

/// <content>Questions: asked on a terminal, refused where nobody can answer.</content>
internal sealed partial class ConsoleUI
{
    private readonly bool _mayAsk;
    private volatile bool _asking;

    /// <summary>A question is open: Ctrl-C ends the program at once.</summary>
    public bool IsAsking => _asking;

    public override string ReadLine() => Ask("");

    public override SecureString ReadLineAsSecureString()
    {
        Require("a secret");
        var secret = new SecureString();
        for (var key = ReadKey(); key.Key != ConsoleKey.Enter; key = ReadKey())
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
                secret.RemoveAt(secret.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                secret.AppendChar(key.KeyChar);
        }

        PromptWriter.WriteLine();
        return secret;
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Require(string.Join(", ", descriptions.Select(field => field.Name)));
        Introduce(caption, message);
        return descriptions.ToDictionary(field => field.Name, AskField);
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Require($"an answer to \"{(string.IsNullOrEmpty(message) ? caption : message)}\" (-Confirm:$false answers yes)");
        Introduce(caption, message);
        var menu = new ChoiceMenu(choices, defaultChoice);
        while (true)
        {
            var answer = Ask(menu.Question).Trim();
            if (answer == "?")
                PromptWriter.WriteLine(menu.Help);
            else if (menu.Find(answer) is { } chosen)
                return chosen;
        }
    }

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
    {
        Require("a user name and a password");
        Introduce(caption, message);
        var user = string.IsNullOrEmpty(userName) ? Ask("User: ") : userName;
        PromptWriter.Write($"Password for user {user}: ");
        return new PSCredential(user, ReadLineAsSecureString());
    }

    private TextWriter PromptWriter => _terminal.Output ? _output : _error;

    private PSObject AskField(FieldDescription field)
    {
        var type = Type.GetType(field.ParameterAssemblyFullName) ?? typeof(string);
        return type.IsArray
            ? AskList(field.Name, type)
            : PSObject.AsPSObject(LanguagePrimitives.ConvertTo(Ask($"{field.Name}: "), type, CultureInfo.InvariantCulture));
    }

    private PSObject AskList(string name, Type type)
    {
        var answers = new List<string>();
        for (var answer = Ask($"{name}[0]: "); answer.Length > 0; answer = Ask($"{name}[{answers.Count}]: "))
            answers.Add(answer);
        return PSObject.AsPSObject(LanguagePrimitives.ConvertTo(answers, type, CultureInfo.InvariantCulture));
    }

    private void Introduce(string caption, string message)
    {
        Progress.Clear();
        foreach (var line in new[] { caption, message }.Where(line => !string.IsNullOrEmpty(line)))
            PromptWriter.WriteLine(GetOutputString(line, SupportsVirtualTerminal));
    }

    private string Ask(string question)
    {
        Require("input");
        Progress.Clear();
        PromptWriter.Write(question);
        return WhileAsking(Console.In.ReadLine) ?? throw new PipelineStoppedException();
    }

    private ConsoleKeyInfo ReadKey() => WhileAsking(() => Console.ReadKey(intercept: true));

    private T WhileAsking<T>(Func<T> read)
    {
        _asking = true;
        try
        {
            return read();
        }
        finally
        {
            _asking = false;
        }
    }

    private void Require(string what)
    {
        if (!_mayAsk)
            throw new HostException($"gpupt cannot ask for {what}: standard input is not a terminal.");
    }
}
