using System.Collections.ObjectModel;
using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Operators;

/// <summary>What a script block is expected to throw.</summary>
internal sealed class ThrowExpectation(Language language)
{
    private static readonly ScriptBlock Runner = ScriptBlock.Create(
        "param($____thrower) try { do { $null = & $____thrower } until ($true) } catch { $_ }");

    public string? Message { get; init; }

    public string? ErrorId { get; init; }

    public Type? ExceptionType { get; init; }

    public bool HasFilter => ExceptionType is not null || IsSet(Message) || IsSet(ErrorId);

    /// <summary>The error the block ends with, or null.</summary>
    public static ErrorRecord? Run(CommandInvocationIntrinsics invoke, ScriptBlock thrower)
    {
        Collection<PSObject> caught = invoke.InvokeScript(useLocalScope: true, Runner, input: null, thrower);
        return (ErrorRecord?)caught.SingleOrDefault()?.BaseObject;
    }

    public Verdict Judge(ErrorRecord? error)
    {
        string[] misses = error is null ? ["no error"] : [.. Misses(error)];
        return new Verdict(misses.Length == 0, Expected, string.Join(" and ", misses));
    }

    private string Expected =>
        "an error" + string.Concat(
            ExceptionType is null ? "" : $" of type {Nicely.Show(ExceptionType)}",
            IsSet(Message) ? $" with a message like {Nicely.Show(Message)}" : "",
            IsSet(ErrorId) ? $" with an id like {Nicely.Show(ErrorId)}" : "");

    private IEnumerable<string> Misses(ErrorRecord error)
    {
        if (ExceptionType is not null && !ExceptionType.IsInstanceOfType(error.Exception))
            yield return $"the type {Nicely.Show(error.Exception.GetType())}";
        if (IsSet(Message) && !language.Like(error.Exception.Message, Message))
            yield return $"the message {Nicely.Show(error.Exception.Message)}";
        if (IsSet(ErrorId) && !language.Like(error.FullyQualifiedErrorId, ErrorId))
            yield return $"the id {Nicely.Show(error.FullyQualifiedErrorId)}";
    }

    private static bool IsSet(string? filter) => !string.IsNullOrWhiteSpace(filter);
}
