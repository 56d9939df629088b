using GpuPassthrough.Tests.Conventions.Metadata;
using GpuPassthrough.Tests.Conventions.Support;
using Xunit;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>What touches the outside has one place, read from the code of both assemblies.</summary>
public sealed class EffectTests
{
    private const string Host = "GpuPassthrough.Host";

    private static readonly string[] FileTypes = ["File", "Directory", "FileInfo", "DirectoryInfo", "FileStream", "StreamReader", "StreamWriter"];

    [Fact]
    public void NothingPrints() => Assert.Empty(Users(uses => uses.Types.Contains(new TypeName("System", "Console"))));

    [Fact]
    public void OnlyHostStartsProcesses() =>
        Assert.DoesNotContain(Users(uses => uses.Types.Contains(new TypeName("System.Diagnostics", "Process"))), IsOutsideHost);

    [Fact]
    public void OnlyHostOpensFiles() =>
        Assert.DoesNotContain(Users(uses => uses.Types.Any(type => type.Namespace == "System.IO" && FileTypes.Contains(type.Name))), IsOutsideHost);

    [Fact]
    public void OnlyHostCallsTheSystem() => Assert.Equal(["GpuPassthrough.Host.LibC"], Users(uses => uses.CallsNative));

    [Fact]
    public void ErrorRecordsAreMadeInOnePlace() => Assert.Equal(
        ["GpuPassthrough.Errors.ErrorFactory"],
        Users(uses => uses.Members.Contains(new MemberName(new TypeName("System.Management.Automation", "ErrorRecord"), ".ctor"))));

    private static IEnumerable<string> Users(Func<TypeUses, bool> uses) =>
        StagedModule.Core.Types.Concat(StagedModule.Cmdlets.Types).Where(uses).Select(user => user.Type.ToString());

    private static bool IsOutsideHost(string type) => !type.StartsWith(Host + ".", StringComparison.Ordinal);
}
