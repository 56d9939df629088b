using Xunit;

namespace GpuPassthrough.Tests.Libvirt;

/// <summary>What the other tests compare with is what libvirt takes.</summary>
public sealed class DomainFilesTests
{
    public static IEnumerable<TheoryDataRow<string>> All => Directory.GetFiles(DomainFiles.Folder, "*.xml").Select(path => new TheoryDataRow<string>(Path.GetFileNameWithoutExtension(path)));

    [Theory]
    [MemberData(nameof(All))]
    public void Is_valid_for_libvirt(string name) => DomainFiles.Validate(DomainFiles.Text(name));
}
