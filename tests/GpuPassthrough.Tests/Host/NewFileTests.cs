using System.Runtime.Versioning;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Host;

[SupportedOSPlatform("linux")]
public sealed class NewFileTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode ReadableByAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    [Fact]
    public void Writes_the_whole_with_mode_0644_and_leaves_nothing_else()
    {
        byte[] content = new byte[300000];
        Random.Shared.NextBytes(content);
        using TemporaryHost tree = new();
        Write(tree, "a.rom", content);
        Assert.Equal(content, File.ReadAllBytes(tree.PathOf("roms/a.rom")));
        Assert.Equal(ReadableByAll, File.GetUnixFileMode(tree.PathOf("roms/a.rom")));
        Assert.Equal([tree.PathOf("roms/a.rom")], Directory.GetFileSystemEntries(tree.PathOf("roms")));
    }

    [Fact]
    public void Never_replaces_unless_told_to()
    {
        using TemporaryHost tree = new();
        tree.File("roms/a.rom", "old");
        Assert.Equal("FileExists", Assert.Throws<FileWriteException>(() => Write(tree, "a.rom", "new"u8.ToArray())).ErrorId);
        Assert.Equal("old", File.ReadAllText(tree.PathOf("roms/a.rom")));
        Assert.Single(Directory.GetFileSystemEntries(tree.PathOf("roms")));
        Write(tree, "a.rom", "new"u8.ToArray(), replace: true);
        Assert.Equal("new", File.ReadAllText(tree.PathOf("roms/a.rom")));
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_a_name_that_is_taken()
    {
        using TemporaryHost tree = new();
        tree.Link("roms/a.rom", "nowhere");
        Assert.Equal("FileExists", Assert.Throws<FileWriteException>(() => Write(tree, "a.rom", [1])).ErrorId);
        Assert.False(File.Exists(tree.PathOf("roms/nowhere")));
    }

    [Fact]
    public void Replacing_a_link_leaves_what_it_points_to()
    {
        using TemporaryHost tree = new();
        tree.File("precious", "kept").Link("roms/a.rom", "../precious");
        Write(tree, "a.rom", [1], replace: true);
        Assert.Equal("kept", File.ReadAllText(tree.PathOf("precious")));
        Assert.Null(new FileInfo(tree.PathOf("roms/a.rom")).LinkTarget);
    }

    [Fact]
    public void A_failure_leaves_nothing_behind()
    {
        using TemporaryHost tree = new();
        Directory.CreateDirectory(tree.PathOf("roms/a.rom/below"));
        Assert.Throws<FileWriteException>(() => Write(tree, "a.rom", [1], replace: true));
        Assert.Equal([tree.PathOf("roms/a.rom")], Directory.GetFileSystemEntries(tree.PathOf("roms")));
    }

    [Theory]
    [InlineData(OwnerOnly | UnixFileMode.OtherWrite, true)]
    [InlineData(OwnerOnly | UnixFileMode.OtherWrite | UnixFileMode.StickyBit, true)]
    [InlineData(OwnerOnly | UnixFileMode.OtherRead | UnixFileMode.OtherExecute, false)]
    public void Root_does_not_write_where_others_may(UnixFileMode mode, bool isRefused)
    {
        if (!Environment.IsPrivilegedProcess) Assert.Skip("This is about root.");
        using TemporaryHost tree = new();
        Directory.CreateDirectory(tree.PathOf("roms"));
        File.SetUnixFileMode(tree.PathOf("roms"), mode);
        if (!isRefused) Write(tree, "a.rom", [1]);
        else Assert.Equal("FileFolderOpen", Assert.Throws<FileWriteException>(() => Write(tree, "a.rom", [1])).ErrorId);
    }

    [Fact]
    public void A_directory_above_that_others_may_write_is_as_bad()
    {
        if (!Environment.IsPrivilegedProcess) Assert.Skip("This is about root.");
        using TemporaryHost tree = new();
        Directory.CreateDirectory(tree.PathOf("open/roms"));
        File.SetUnixFileMode(tree.PathOf("open"), OwnerOnly | UnixFileMode.OtherWrite);
        using HostRoot host = HostRoot.Open(tree.Root);
        using HostDirectory directory = host.OpenDirectory("open/roms")!;
        FileWriteException exception = Assert.Throws<FileWriteException>(() => NewFile.Write(directory, "a.rom", [1], replace: false));
        Assert.Contains($"'{tree.Root}/open'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_only_place_says_so()
    {
        using HostRoot host = HostRoot.Open();
        using HostDirectory directory = host.OpenDirectory("sys")!;
        FileWriteException exception = Assert.Throws<FileWriteException>(() => NewFile.Write(directory, "a.rom", [1], replace: false));
        Assert.Contains(exception.Error, new[] { Errno.NotPermitted, Errno.AccessDenied, Errno.ReadOnlyFileSystem });
    }

    private static void Write(TemporaryHost tree, string name, byte[] content, bool replace = false)
    {
        Directory.CreateDirectory(tree.PathOf("roms"));
        using HostRoot host = HostRoot.Open(tree.Root);
        using HostDirectory directory = host.OpenDirectory("roms")!;
        NewFile.Write(directory, name, content, replace);
    }
}
