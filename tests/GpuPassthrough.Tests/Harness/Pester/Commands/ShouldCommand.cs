using System.Management.Automation;
using GpuPassthrough.Tests.Harness.Pester.Operators;

namespace GpuPassthrough.Tests.Harness.Pester.Commands;

/// <summary>
/// Collects what comes down the pipeline and asserts at its end: Be, BeExactly, BeNullOrEmpty, Contain and HaveCount
/// once about everything that came, the others about each item.
/// </summary>
[Cmdlet("Use", "Should")]
public sealed partial class ShouldCommand : KeywordCommand
{
    private readonly List<object?> _items = [];

    protected override void BeginProcessing()
    {
        RefuseCommonParameters();
        if (Session.Phase == Phase.Discovery)
            Refuse("WrongPhase", "Should runs in tests, and in what goes before and after them, not while tests are looked for");
        if (!MyInvocation.ExpectingInput)
            Refuse("NoPipeline", "Should takes the actual value from the pipeline");
        if (ArgumentName is string argument && !MyInvocation.BoundParameters.ContainsKey(argument))
            Refuse("Parameter", $"Should -{ParameterSetName} needs its -{argument}");
    }

    protected override void ProcessRecord() => _items.Add(ActualValue);

    protected override void EndProcessing()
    {
        if (TakesAll)
            Assert(_items.Count == 0 ? null : _items.ToArray());
        else if (_items.Count == 0)
            Assert(null);
        else
            _items.ForEach(Assert);
    }

    private bool TakesAll => ParameterSetName is nameof(Be) or nameof(BeExactly) or nameof(BeNullOrEmpty) or nameof(Contain) or nameof(HaveCount);

    private string? ArgumentName => ParameterSetName switch
    {
        nameof(BeNullOrEmpty) or nameof(BeTrue) or nameof(BeFalse) or nameof(Throw) => null,
        nameof(Match) => nameof(RegularExpression),
        nameof(BeOfType) => nameof(ExpectedType),
        _ => nameof(ExpectedValue),
    };

    private void Assert(object? actual)
    {
        Verdict verdict = ParameterSetName == nameof(Throw) ? JudgeThrow(actual) : Judge(actual);
        if (verdict.Holds)
            return;

        string message = $"Expected {(Not ? "not " : "")}{verdict.Expected}{Reason}, but got {verdict.Actual}.";
        ThrowTerminatingError(new ErrorRecord(
            new AssertionException(message), "PesterAssertionFailed", ErrorCategory.InvalidResult, actual));
    }

    private Verdict Judge(object? actual)
    {
        Language language = new(InvokeCommand);
        (bool holds, string expected) = ParameterSetName switch
        {
            nameof(Be) => (Is(new Equality(language.Equal).Holds(actual, ExpectedValue)), Nicely.Show(ExpectedValue)),
            nameof(BeExactly) => (Is(new Equality(language.EqualExactly).Holds(actual, ExpectedValue)), $"exactly {Nicely.Show(ExpectedValue)}"),
            nameof(BeNullOrEmpty) => (Is(Emptiness.Holds(_items.ToArray())), "$null or empty"),
            nameof(BeTrue) => (Is(LanguagePrimitives.IsTrue(actual)), "$true"),
            nameof(BeFalse) => (Is(!LanguagePrimitives.IsTrue(actual)), "$false"),
            nameof(BeOfType) => (Is(language.Is(actual, WantedType)), $"a value of type {Nicely.Show(WantedType)}"),
            nameof(BeGreaterThan) => (
                Not ? !language.Greater(actual, ExpectedValue) : !language.LessOrEqual(actual, ExpectedValue),
                $"a value greater than {Nicely.Show(ExpectedValue)}"),
            nameof(BeLessThan) => (
                Not ? !language.Less(actual, ExpectedValue) : !language.GreaterOrEqual(actual, ExpectedValue),
                $"a value less than {Nicely.Show(ExpectedValue)}"),
            nameof(Match) => (Is(language.Match(actual, RegularExpression)), $"a match of the regular expression {Nicely.Show(RegularExpression)}"),
            nameof(BeLike) => (Is(language.Like(actual, ExpectedValue)), $"a match of the wildcard {Nicely.Show(ExpectedValue)}"),
            nameof(Contain) => (Is(language.Contains(actual, ExpectedValue)), $"a collection with {Nicely.Show(ExpectedValue)}"),
            nameof(HaveCount) => (Is(_items.Count == WantedCount), $"{WantedCount} items"),
            _ => throw new NotSupportedException($"Should -{ParameterSetName}"),
        };
        string counted = ParameterSetName == nameof(HaveCount) ? $"{_items.Count} items: " : "";
        return new Verdict(holds, expected, counted + Nicely.Show(actual));
    }

    private Verdict JudgeThrow(object? actual)
    {
        if ((actual is PSObject wrapped ? wrapped.BaseObject : actual) is not ScriptBlock thrower)
            throw new ArgumentException("Should -Throw takes a script block; write the code in braces");

        ThrowExpectation expectation = new(new Language(InvokeCommand))
        {
            Message = ExpectedMessage,
            ErrorId = ErrorId,
            ExceptionType = ExceptionType,
        };
        if (Not && (expectation.HasFilter || PassThru))
            Refuse("Parameter", "Should -Not -Throw fails for any error; a filter would have no effect");

        ErrorRecord? error = ThrowExpectation.Run(InvokeCommand, thrower);
        if (Not)
            return new Verdict(error is null, "an error", Nicely.Show(error?.Exception.Message));

        Verdict verdict = expectation.Judge(error);
        if (verdict.Holds && PassThru)
            WriteObject(error);
        return verdict;
    }

    private bool Is(bool holds) => holds != Not;

    private int WantedCount
    {
        get
        {
            int count = LanguagePrimitives.ConvertTo<int>(ExpectedValue);
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            return count;
        }
    }

    // A name that is no loaded type is an error in Pester 5; Pester 6 compares type names then.
    private Type WantedType
    {
        get
        {
            object? wanted = ExpectedType is PSObject wrapped ? wrapped.BaseObject : ExpectedType;
            if (wanted is string name)
                wanted = name.StartsWith('[') && name.EndsWith(']') ? name[1..^1] : name;
            return LanguagePrimitives.ConvertTo<Type>(wanted);
        }
    }

    private string Reason
    {
        get
        {
            string reason = (Because ?? "").Trim();
            if (reason.StartsWith("because ", StringComparison.OrdinalIgnoreCase))
                reason = reason["because ".Length..];
            return reason.Length == 0 ? "" : $", because {reason}";
        }
    }
}
