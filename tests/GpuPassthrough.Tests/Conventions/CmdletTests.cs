using System.ComponentModel;
using System.Management.Automation;
using System.Reflection;
using GpuPassthrough.Tests.Conventions.Metadata;
using GpuPassthrough.Tests.Conventions.Source;
using GpuPassthrough.Tests.Conventions.Support;
using Xunit;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>Every cmdlet is named, declared and guarded alike.</summary>
public sealed class CmdletTests
{
    private const int MostLines = 150;

    private static readonly string[] ReadingVerbs =
        ["Compare", "ConvertFrom", "ConvertTo", "Find", "Get", "Measure", "Resolve", "Search", "Select", "Show", "Test", "Watch"];

    /// <summary>What pulls a guest's plug. Set-PciDriver asks by itself where it takes a display, disk or network function away.</summary>
    private static readonly string[] HighImpact = ["Stop-LibvirtDomain"];

    /// <summary>What writes nothing but the file it is told to, and nothing of the host.</summary>
    private static readonly string[] LowImpact = ["Export-HostSnapshot"];

    [Fact]
    public void ThereAreCmdlets() => Assert.Contains(CmdletInfos.All, cmdlet => cmdlet.Name == "Get-PciDevice");

    [Fact]
    public void ClassesAreNamedByVerbAndNoun() => Assert.All(CmdletInfos.All, cmdlet =>
    {
        Assert.Equal($"GpuPassthrough.Commands.{cmdlet.Verb}{cmdlet.Noun}Command", cmdlet.ImplementingType.FullName);
        Assert.True(cmdlet.ImplementingType is { IsSealed: true, IsPublic: true }, cmdlet.Name);
    });

    [Fact]
    public void VerbsAreApproved()
    {
        string[] approved = [.. typeof(VerbsCommon).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == "System.Management.Automation" && type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields())
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)];

        Assert.Contains("Undo", approved);
        Assert.All(CmdletInfos.All, cmdlet => Assert.Contains(cmdlet.Verb, approved));
    }

    [Fact]
    public void EachFileOfCommandsIsOneCmdlet()
    {
        SourceFile[] files = [.. ProductSource.Below(ProductSource.Cmdlets + "Commands/").OrderBy(file => file.Name, StringComparer.Ordinal)];
        IEnumerable<string> types = StagedModule.Cmdlets.Types.Select(uses => uses.Type).Where(type => type.Namespace == "GpuPassthrough.Commands").Select(type => type.Name);

        Assert.Equal(files.Select(file => file.Name), types.Order(StringComparer.Ordinal));
        Assert.Equal(files.Select(file => file.Name), CmdletInfos.All.Select(cmdlet => cmdlet.ImplementingType.Name).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.InRange(file.Lines, 5, MostLines));
    }

    [Fact]
    public void BasesAreHiddenFromEditors()
    {
        Type[] bases = [.. CmdletInfos.All.SelectMany(cmdlet => Bases(cmdlet.ImplementingType)).Distinct()];

        Assert.NotEmpty(bases);
        Assert.All(bases, type => Assert.Equal("GpuPassthrough.Abstractions", type.Namespace));
        Assert.All(bases, type => Assert.True(type.IsAbstract, type.Name));
        Assert.All(bases, type => Assert.Equal(EditorBrowsableState.Never, type.GetCustomAttribute<EditorBrowsableAttribute>()?.State));
    }

    [Fact]
    public void WhatEmitsSaysWhat() => Assert.All(CmdletInfos.All, cmdlet =>
    {
        bool emits = Members(cmdlet.ImplementingType).Any(member => member.Member == "WriteObject");
        Assert.True(emits == (cmdlet.OutputType.Count > 0), $"{cmdlet.Name}: writes objects {emits}, OutputType {cmdlet.OutputType.Count}");
        Assert.All(cmdlet.OutputType, type => Assert.NotNull(type.Type));
    });

    [Fact]
    public void WhatChangesAsksFirst() => Assert.All(CmdletInfos.All, cmdlet =>
    {
        bool changes = !ReadingVerbs.Contains(cmdlet.Verb);
        CmdletAttribute declared = cmdlet.Attribute<CmdletAttribute>()!;
        bool asks = Members(cmdlet.ImplementingType).Concat(Bases(cmdlet.ImplementingType).SelectMany(Members)).Any(member => member.Member == "ShouldProcess");
        Assert.True(declared.SupportsShouldProcess == changes, $"{cmdlet.Name}: SupportsShouldProcess should be {changes}");
        Assert.True(asks == changes, $"{cmdlet.Name}: calls ShouldProcess {asks}");
        if (changes) Assert.Equal((cmdlet.Name, Impact(cmdlet.Name)), (cmdlet.Name, declared.ConfirmImpact));
    });

    private static ConfirmImpact Impact(string name) =>
        HighImpact.Contains(name) ? ConfirmImpact.High : LowImpact.Contains(name) ? ConfirmImpact.Low : ConfirmImpact.Medium;

    private static IEnumerable<Type> Bases(Type type)
    {
        for (Type current = type.BaseType!; current.Assembly == type.Assembly; current = current.BaseType!) yield return current;
    }

    private static HashSet<MemberName> Members(Type type) =>
        StagedModule.Cmdlets.Types.Single(uses => uses.Type == new TypeName(type.Namespace!, type.Name)).Members;
}
