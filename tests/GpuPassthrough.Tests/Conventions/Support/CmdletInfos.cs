using System.Management.Automation;
using GpuPassthrough.Tests.Harness;

namespace GpuPassthrough.Tests.Conventions.Support;

/// <summary>The cmdlets of the staged module as an engine sees them that has imported it.</summary>
internal static class CmdletInfos
{
    internal static IReadOnlyList<CmdletInfo> All { get; } = Read();

    /// <summary>Every parameter of a cmdlet's own, with the set it is in.</summary>
    internal static IEnumerable<(CmdletInfo Cmdlet, CommandParameterInfo Parameter)> Parameters =>
        from cmdlet in All
        from set in cmdlet.ParameterSets
        from parameter in set.Parameters
        where !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name)
        select (cmdlet, parameter);

    internal static T? Attribute<T>(this CmdletInfo cmdlet)
        where T : Attribute => (T?)System.Attribute.GetCustomAttribute(cmdlet.ImplementingType, typeof(T));

    private static List<CmdletInfo> Read()
    {
        using Engine engine = Engine.WithModule();
        List<CmdletInfo> found = [.. engine.Run("Get-Command -Module GpuPassthrough -CommandType Cmdlet").Of<CmdletInfo>()];

        // Parameter sets are worked out when first asked for, in the engine that found the command.
        foreach (CmdletInfo cmdlet in found) _ = cmdlet.ParameterSets;
        return [.. found.OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];
    }
}
