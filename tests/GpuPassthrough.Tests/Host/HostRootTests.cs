using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Host;

public sealed class HostRootTests
{
    /// <summary>Both ways to resolve links inside the root: by the kernel, and by hand as on kernels without openat2(2).</summary>
    public static TheoryData<bool> Ways => [false, true];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Links_stay_inside_the_root(bool walk)
    {
        using TemporaryHost tree = new();
        tree.File("etc/hostname", "inside")
            .Link("absolute", "/etc/hostname")
            .Link("climbing", "../../../../../../../../etc/hostname")
            .Link("sys/kernel/deep/link", "../../../etc/../absolute")
            .Link("directory", "/etc");
        using HostRoot host = HostRoot.Open(tree.Root, walk);
        foreach (string path in new[] { "absolute", "climbing", "sys/kernel/deep/link", "directory/hostname", "../../etc/hostname", "./etc/./hostname" })
        {
            Assert.Equal("inside", host.ReadText(path));
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Errors_are_those_of_open(bool walk)
    {
        using TemporaryHost tree = new();
        tree.File("file", "x").Link("dangling", "nowhere").Link("loop", "loop");
        using HostRoot host = HostRoot.Open(tree.Root, walk);
        Assert.Equal(Errno.NoEntry, host.ReadBytes("dangling", 1, out _));
        Assert.Equal(Errno.LinkLoop, host.ReadBytes("loop", 1, out _));
        Assert.Equal(Errno.NotDirectory, host.ReadBytes("file/below", 1, out _));
        Assert.Equal(Errno.NotDirectory, host.OpenDirectory("file", out _));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Procfs_and_sysfs_are_read_to_their_end(bool walk)
    {
        using HostRoot host = HostRoot.Open("/", walk);
        Assert.Equal(File.ReadAllText("/proc/cmdline").Trim(), host.ReadText("proc/cmdline"));
        Assert.Equal(File.ReadAllText("/proc/kallsyms").Length, host.ReadBytes("proc/kallsyms")!.Length);
    }

    [Fact]
    public void Only_the_machines_own_root_is_live()
    {
        using TemporaryHost tree = new();
        tree.Link("root", "/");
        using HostRoot live = HostRoot.Open();
        using HostRoot again = HostRoot.Open("/proc/self/root/.");
        using HostRoot fake = HostRoot.Open(tree.Root + "/");
        Assert.True(live.IsLive);
        Assert.True(again.IsLive);
        Assert.Equal("/", again.Path);
        Assert.False(fake.IsLive);
        Assert.Equal(tree.Root, fake.Path);
    }

    [Fact]
    public void Ids_tell_hosts_apart_and_hide_which_they_are()
    {
        using TemporaryHost first = new();
        using TemporaryHost second = new();
        using TemporaryHost third = new();
        first.File("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
        second.File("proc/sys/kernel/hostname", "server\n");
        string?[] ids = [.. new[] { first.Root, second.Root, third.Root }.Select(Id)];
        Assert.Matches("^[0-9a-f]{16}$", ids[0]);
        Assert.Matches("^[0-9a-f]{16}$", ids[1]);
        Assert.Null(ids[2]);
        Assert.NotEqual(ids[0], ids[1]);
        Assert.DoesNotContain(ids[0]!, "0123456789abcdef0123456789abcdef", StringComparison.Ordinal);
        Assert.Equal(ids[0], Id(first.Root));
    }

    [Theory]
    [InlineData("missing", Errno.NoEntry, "HostRootNotFound")]
    [InlineData("file", Errno.NotDirectory, "HostRootNotDirectory")]
    public void What_cannot_be_a_root_is_refused(string name, Errno error, string id)
    {
        using TemporaryHost tree = new();
        tree.File("file", "x");
        HostRootException exception = Assert.Throws<HostRootException>(() => HostRoot.Open(tree.PathOf(name)));
        Assert.Equal(error, exception.Error);
        Assert.Equal(id, exception.ErrorId);
        Assert.Equal(tree.PathOf(name), exception.Path);
        Assert.Contains(tree.PathOf(name), exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.NextStep);
    }

    [Fact]
    public void Directories_of_any_size_are_listed_whole()
    {
        using TemporaryHost tree = new();
        string[] names = [.. Enumerable.Range(0, 3000).Select(number => $"a-name-of-some-length-{number:d5}")];
        foreach (string name in names) tree.File("many/" + name, string.Empty);
        using HostRoot host = HostRoot.Open(tree.Root);
        Assert.Equal(names, host.List("many").Select(entry => entry.Name));
    }

    private static string? Id(string root)
    {
        using HostRoot host = HostRoot.Open(root);
        return host.Id;
    }
}
