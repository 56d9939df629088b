using System.Collections.ObjectModel;
using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Operators;

/// <summary>The operators of the language, evaluated by the engine itself, so that they mean what they mean there.</summary>
internal sealed class Language(CommandInvocationIntrinsics invoke)
{
    private static readonly ScriptBlock IsText = ScriptBlock.Create("param($____a, $____b) [bool]($____a -is $____b)");

    public bool Equal(object? left, object? right) => Test("-eq", left, right);

    public bool EqualExactly(object? left, object? right) => Test("-ceq", left, right);

    public bool Greater(object? left, object? right) => Test("-gt", left, right);

    public bool GreaterOrEqual(object? left, object? right) => Test("-ge", left, right);

    public bool Less(object? left, object? right) => Test("-lt", left, right);

    public bool LessOrEqual(object? left, object? right) => Test("-le", left, right);

    public bool Match(object? left, object? right) => Test("-match", left, right);

    public bool Like(object? left, object? right) => Test("-like", left, right);

    public bool Contains(object? left, object? right) => Test("-contains", left, right);

    public bool Is(object? value, Type type) => Invoke(IsText, value, type);

    private bool Test(string name, object? left, object? right) =>
        Invoke(ScriptBlock.Create($"param($____a, $____b) [bool]($____a {name} $____b)"), left, right);

    private bool Invoke(ScriptBlock script, object? left, object? right)
    {
        Collection<PSObject> result = invoke.InvokeScript(useLocalScope: true, script, input: null, left, right);
        return (bool)result.Single().BaseObject;
    }
}
