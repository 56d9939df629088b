using GpuPassthrough.Tests.Conventions.Metadata;
using GpuPassthrough.Tests.Conventions.Support;
using Xunit;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>What touches the outside has one place, read from the code of both assemblies.</summary>
public sealed class EffectTests
{
    private static readonly string[] FileTypes = ["File", "Directory", "FileInfo", "DirectoryInfo", "FileStream", "StreamReader", "StreamWriter"];

    /// <summary>Writes where the user says, which is a place of the session and not of a host.</summary>
    private static readonly string[] WritesForTheSession = ["GpuPassthrough.Snapshots.SnapshotFile"];

    [Fact]
    public void NothingPrints() => Findings.None(Users(uses => uses.Types.Contains(new TypeName("System", "Console"))));

    [Fact]
    public void OnlyHostStartsProcesses() =>
        Findings.None(Users(uses => uses.Types.Contains(new TypeName("System.Diagnostics", "Process"))).Where(IsOutsideHost));

    [Fact]
    public void OnlyHostOpensFiles() =>
        Findings.None(Users(uses => uses.Members.Any(OpensFile)).Where(IsOutsideHost).Except(WritesForTheSession));

    [Fact]
    public void OnlyHostAndTheClientOfLibvirtCallLibrariesOfC() =>
        Assert.Equal(["GpuPassthrough.Host.LibC", "GpuPassthrough.Libvirt.Client.LibvirtNative"], Users(uses => uses.CallsNative).Order(StringComparer.Ordinal));

    [Fact]
    public void ErrorRecordsAreMadeInOnePlace() => Assert.Equal(
        ["GpuPassthrough.Errors.ErrorFactory"],
        Users(uses => uses.Members.Contains(new MemberName(new TypeName("System.Management.Automation", "ErrorRecord"), ".ctor"))));

    [Fact]
    public void ProgressIsWrittenInOnePlace() =>
        Assert.Equal(["GpuPassthrough.Abstractions.CommandProgress"], Users(uses => uses.Members.Any(member => member.Member == "WriteProgress")));

    private static IEnumerable<string> Users(Func<TypeUses, bool> uses) =>
        StagedModule.Core.Types.Concat(StagedModule.Cmdlets.Types).Where(uses).Select(user => user.Type.ToString());

    // To make a FileInfo touches nothing.
    private static bool OpensFile(MemberName member) =>
        member.Type.Namespace == "System.IO" && FileTypes.Contains(member.Type.Name) && !(member.Member == ".ctor" && member.Type.Name.EndsWith("Info", StringComparison.Ordinal));

    private static bool IsOutsideHost(string type) => !type.StartsWith("GpuPassthrough.Host.", StringComparison.Ordinal);
}
