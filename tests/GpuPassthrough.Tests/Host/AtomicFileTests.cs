using System.Text;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Host;

/// <summary>What a replaced file keeps, and where none is written.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryHost _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("600")]
    [InlineData("644")]
    [InlineData("440")]
    [InlineData("755")]
    public void KeepsOwnerModeAndAccessList(string mode)
    {
        _tree.File("etc/x", "old");
        string path = _tree.PathOf("etc/x");
        if (Environment.IsPrivilegedProcess) Tool.Run("chown", "1234:4321", path);
        Tool.Run("chmod", mode, path);
        Tool.Run("setfacl", out int exitCode, "-m", "u:4242:r", path);
        string before = Tool.Run("getfacl", "-n", "-p", path);
        Assert.True(exitCode != 0 || before.Contains("user:4242:r--", StringComparison.Ordinal));

        Replace("etc/x", "old", "new");

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(before, Tool.Run("getfacl", "-n", "-p", path));
    }

    [Fact]
    public void KeepsTheSecurityLabel()
    {
        _tree.File("etc/x", "old");
        Tool.Run("setfattr", out int exitCode, "-n", "security.selinux", "-v", "system_u:object_r:etc_t:s0", _tree.PathOf("etc/x"));
        if (exitCode != 0) Assert.Skip("This user may not set a security label here.");

        Replace("etc/x", "old", "new");

        Assert.Contains("system_u:object_r:etc_t:s0", Tool.Run("getfattr", "-n", "security.selinux", _tree.PathOf("etc/x")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/usr/lib/x")]
    [InlineData("../usr/lib/x")]
    [InlineData("../../../../usr/lib/x")]
    public void ALinkStaysAndTheFileInsideTheRootIsReplaced(string target)
    {
        _tree.File("usr/lib/x", "old").Link("etc/x", target);
        Replace("etc/x", "old", "new");
        Assert.Equal("new", File.ReadAllText(_tree.PathOf("usr/lib/x")));
        Assert.Equal(target, new FileInfo(_tree.PathOf("etc/x")).LinkTarget);
    }

    [Fact]
    public void ACircleOfLinksIsAnError()
    {
        _tree.Link("etc/x", "y").Link("etc/y", "x");
        Assert.Equal("WriteTooManyLinks", Assert.Throws<HostWriteException>(() => Replace("etc/x", "old", "new")).ErrorId);
    }

    [Fact]
    public void TheSameContentTouchesNothing()
    {
        _tree.File("etc/x", "old");
        string before = Tool.Run("stat", "-c", "%i %y %z", _tree.PathOf("etc/x"), _tree.PathOf("etc"));
        Replace("etc/x", "old", "old");
        Assert.Equal(before, Tool.Run("stat", "-c", "%i %y %z", _tree.PathOf("etc/x"), _tree.PathOf("etc")));
    }

    [Theory]
    [InlineData("chmod 777 etc")]
    [InlineData("chmod 1777 etc")]
    [InlineData("chmod o+w .")]
    [InlineData("chgrp 1234 etc; chmod g+w etc")]
    [InlineData("chown 1234 etc")]
    public void RootDoesNotWriteWhereOthersMay(string script)
    {
        if (!Environment.IsPrivilegedProcess) Assert.Skip("This is about root.");
        _tree.File("etc/x", "old");
        Tool.Run("sh", "-c", $"cd {_tree.Root}; {script}");

        HostWriteException error = Assert.Throws<HostWriteException>(() => Replace("etc/x", "old", "new"));

        Assert.Equal("WriteParentOpen", error.ErrorId);
        Assert.Equal("old", File.ReadAllText(_tree.PathOf("etc/x")));
    }

    [Theory]
    [InlineData("proc/sys/kernel/hostname")]
    [InlineData("sys/module/kernel/parameters/panic")]
    public void FilesOfTheKernelAreNotReplaced(string path)
    {
        using HostRoot host = HostRoot.Open("/");
        HostWriter writer = new(host);
        byte[]? content = host.ReadBytes(path);
        if (content is null) Assert.Skip($"This kernel has no {path}.");
        Assert.Equal("WriteKernelFile", Assert.Throws<HostWriteException>(() => AtomicFile.Replace(writer, path, content, "x"u8.ToArray(), new FileTraits())).ErrorId);
    }

    [Fact]
    public void WhatIsNoRegularFileIsRefused()
    {
        _tree.File("etc/x/below", "old");
        Tool.Run("mkfifo", _tree.PathOf("etc/pipe"));
        Assert.Equal("WriteNotRegular", Assert.Throws<HostWriteException>(() => Replace("etc/x", "old", "new")).ErrorId);
        Assert.Equal("WriteNotRegular", Assert.Throws<HostWriteException>(() => Replace("etc/pipe", "old", "new")).ErrorId);
    }

    [Fact]
    public void ANameTakenMeanwhileIsNotOverwritten()
    {
        _tree.File("etc/other", "x");
        using HostRoot host = HostRoot.Open(_tree.Root);
        HostWriter writer = new(host) { Before = step => Take(step) };

        Assert.Throws<HostWriteException>(() => AtomicFile.Replace(writer, "etc/x", null, "new"u8.ToArray(), new FileTraits()));

        Assert.Equal("theirs", File.ReadAllText(_tree.PathOf("etc/x")));
        Assert.Equal(["other", "x"], Directory.GetFileSystemEntries(_tree.PathOf("etc")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private Errno Take(WriteStep step)
    {
        if (step.Action == WriteAction.Rename) _tree.File("etc/x", "theirs");
        return Errno.None;
    }

    private void Replace(string path, string old, string text)
    {
        using HostRoot host = HostRoot.Open(_tree.Root);
        AtomicFile.Replace(new HostWriter(host), path, Encoding.UTF8.GetBytes(old), Encoding.UTF8.GetBytes(text), new FileTraits());
    }
}
