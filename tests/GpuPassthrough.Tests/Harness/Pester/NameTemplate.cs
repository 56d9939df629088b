using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>
/// Fills <c>&lt;name&gt;</c>, <c>&lt;_&gt;</c> and <c>&lt;a.b&gt;</c> in names. Pester evaluates them as expressions when the
/// test runs; here they are known before, so only what -ForEach gives can stand in them.
/// </summary>
internal static partial class NameTemplate
{
    public static string Expand(string name, Hashtable variables) =>
        Template().Replace(name, match => match.Groups["escaped"].Success
            ? match.Groups["escaped"].Value
            : Evaluate(match.Groups["expression"].Value, variables));

    private static string Evaluate(string expression, Hashtable variables)
    {
        string root = Root().Match(expression).Value;
        if (!variables.ContainsKey(root))
            throw new InvalidOperationException($"nothing in -ForEach gives <{expression}>; write `<{expression}`> when the brackets are meant");

        List<PSVariable> values = [];
        foreach (DictionaryEntry variable in variables)
            values.Add(new PSVariable((string)variable.Key, variable.Value));
        ScriptBlock script = ScriptBlock.Create($"\"$(${expression})\"");
        return LanguagePrimitives.ConvertTo<string>(script.InvokeWithContext(null, values, []).FirstOrDefault()) ?? "";
    }

    [GeneratedRegex("(?<!`)<(?<expression>[^>`]+)>|`(?<escaped>[<>])")]
    private static partial Regex Template();

    [GeneratedRegex(@"^\w+")]
    private static partial Regex Root();
}
