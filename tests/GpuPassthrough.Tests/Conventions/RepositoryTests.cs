using System.Text;
using GpuPassthrough.Tests.Conventions.Support;
using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>The repository stays tidy.</summary>
public sealed class RepositoryTests
{
    private const int MostLines = 400;

    private static readonly string[] AtRoot =
    [
        "CHANGELOG.md", "Directory.Build.props", "Directory.Packages.props", "GpuPassthrough.psd1", "GpuPassthrough.slnx", "LICENSE.md",
        "README.md", "build.ps1", "en-US", "global.json", "src", "tests",
    ];

    private static readonly string[] Texts =
        [".c", ".cs", ".csproj", ".json", ".md", ".proj", ".props", ".ps1", ".ps1xml", ".psd1", ".psm1", ".resx", ".sh", ".slnx", ".targets", ".txt", ".xml", ".yml"];

    [Fact]
    public void TheRootHoldsWhatTheDesignLists() => Findings.None(Directory.GetFileSystemEntries(Repository.Root)
        .Select(path => Path.GetFileName(path))
        .Where(name => name[0] != '.' && name is not ("output" or "TestResults"))
        .Except(AtRoot));

    [Fact]
    public void TextFilesAreUtf8LinesWithLineFeeds()
    {
        string[] files = [.. RepositoryFiles.Below(string.Empty).Where(IsText)];

        Assert.Contains("build.ps1", files);
        Findings.None(files.Select(file => (file, Problem: Problem(File.ReadAllBytes(Path.Combine(Repository.Root, file))))).Where(item => item.Problem is not null).Select(item => $"{item.file}: {item.Problem}"));
    }

    [Fact]
    public void SourcesAreSmall() => Assert.All(
        RepositoryFiles.Below("src").Concat(RepositoryFiles.Below("tests")).Where(path => path.EndsWith(".cs", StringComparison.Ordinal)),
        path => Assert.InRange(File.ReadLines(Path.Combine(Repository.Root, path)).Count(), 1, MostLines));

    [Theory]
    [InlineData("a\n", null)]
    [InlineData("a", "no line feed at the end")]
    [InlineData("", "empty")]
    [InlineData("a\r\n", "carriage return")]
    [InlineData("\ufeffa\n", "byte order mark")]
    public void AWrongFileIsFound(string text, string? expected) => Assert.Equal(expected, Problem(Encoding.UTF8.GetBytes(text)));

    private static bool IsText(string path) => Texts.Contains(Path.GetExtension(path)) || path is ".editorconfig" or ".gitignore" or ".gitattributes" or ".ci/run";

    private static string? Problem(byte[] bytes) => bytes switch
    {
        [] => "empty",
        [0xef, 0xbb, 0xbf, ..] => "byte order mark",
        _ when bytes.Contains((byte)'\r') => "carriage return",
        [.., (byte)'\n'] => null,
        _ => "no line feed at the end",
    };
}
