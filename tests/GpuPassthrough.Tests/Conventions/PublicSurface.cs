using System.Management.Automation;
using System.Text;
using GpuPassthrough.Tests.Conventions.Support;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>What others can use, as text: the syntax of every cmdlet, and the public types of Core.</summary>
internal static class PublicSurface
{
    internal static string Write()
    {
        StringBuilder text = new();
        foreach (CmdletInfo cmdlet in CmdletInfos.All) WriteCmdlet(text, cmdlet);
        foreach (Type type in typeof(PassthroughException).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append($"{TypeText.Head(type)}\n");
            foreach (string member in TypeText.Members(type)) text.Append($"    {member}\n");
            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void WriteCmdlet(StringBuilder text, CmdletInfo cmdlet)
    {
        foreach (CommandParameterSetInfo set in cmdlet.ParameterSets.OrderBy(set => set.Name, StringComparer.Ordinal)) text.Append($"{cmdlet.Name} {set}\n");
        foreach (PSTypeName output in cmdlet.OutputType) text.Append($"    -> {output.Name}\n");
        text.Append('\n');
    }
}
