using System.Management.Automation;
using GpuPassthrough.Host;
using GpuPassthrough.Snapshots;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Snapshots;

/// <summary>How the archive comes to be: whole or not at all, and over nothing that is there.</summary>
public sealed class Writing
{
    private static readonly string Host = Path.Combine(FakeHosts.Folder, "eight-gpu-server");

    [Fact]
    public void WhatIf_leaves_the_directory_as_it_is()
    {
        using WorkFolder folder = new();
        using Engine shell = Engine.WithModule();
        DateTime before = Directory.GetLastWriteTimeUtc(folder.Path);
        EngineResult result = shell.RunCommand("Export-HostSnapshot", ("Path", folder["host.tar.gz"]), ("HostRoot", Host), ("WhatIf", true));
        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        Assert.Equal(before, Directory.GetLastWriteTimeUtc(folder.Path));
    }

    [Fact]
    public void Existing_file_is_kept_without_Force_and_replaced_with_it()
    {
        using WorkFolder folder = new();
        using Engine shell = Engine.WithModule();
        File.WriteAllText(folder["host.tar.gz"], "mine");
        AssertError(shell.RunCommand("Export-HostSnapshot", ("Path", folder["host.tar.gz"]), ("HostRoot", Host)), "SnapshotExists", ErrorCategory.ResourceExists, folder["host.tar.gz"]);
        Assert.Equal("mine", File.ReadAllText(folder["host.tar.gz"]));
        Assert.Empty(shell.RunCommand("Export-HostSnapshot", ("Path", folder["host.tar.gz"]), ("HostRoot", Host), ("Force", true)).Errors);
        Assert.Contains("sys/bus/pci/devices/\n", WorkFolder.Tar("-tzf", folder["host.tar.gz"]));
        Assert.Equal(["host.tar.gz"], Directory.GetFileSystemEntries(folder.Path).Select(path => Path.GetFileName(path)));
    }

    [Theory]
    [InlineData("missing/host.tar.gz", "SnapshotFolderMissing", ErrorCategory.ObjectNotFound)]
    [InlineData("", "SnapshotNotFile", ErrorCategory.InvalidArgument)]
    [InlineData("/dev/null", "SnapshotNotFile", ErrorCategory.InvalidArgument)]
    [InlineData("/sys/kernel/host.tar.gz", "SnapshotDenied", ErrorCategory.PermissionDenied)]
    public void Places_that_cannot_be_written_are_errors(string place, string id, ErrorCategory category)
    {
        using WorkFolder folder = new();
        using Engine shell = Engine.WithModule();
        string path = Path.Combine(folder.Path, place);
        AssertError(shell.RunCommand("Export-HostSnapshot", ("Path", path), ("HostRoot", Host)), id, category, path);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Stopping_leaves_nothing()
    {
        using WorkFolder folder = new();
        using Engine shell = Engine.WithModule();
        using PowerShell command = PowerShell.Create(shell.Runspace);
        command.AddCommand("Export-HostSnapshot").AddParameter("Path", folder["host.tar.gz"]).AddParameter("HostRoot", Host);
        string[] during = [];
        command.Streams.Progress.DataAdded += (_, _) =>
        {
            if (during.Length > 0) return;
            during = Directory.GetFileSystemEntries(folder.Path);
            command.BeginStop(null, null);
            SpinWait.SpinUntil(() => command.InvocationStateInfo.State == PSInvocationState.Stopping, TimeSpan.FromSeconds(10));
        };
        command.Invoke();
        Assert.Equal(PSInvocationState.Stopped, command.InvocationStateInfo.State);
        Assert.EndsWith(".gpupt-tmp", Assert.Single(during));
        Assert.StartsWith(".", Path.GetFileName(during[0]));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Unreadable_files_are_named_and_the_rest_is_recorded()
    {
        using HostRoot host = HostRoot.Open(Host);
        string name = Directory.GetFileSystemEntries(Path.Combine(Host, HostPaths.PciDevices)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).First();
        string denied = $"{HostPaths.PciDevices}/{name}/resource";
        host.Fault = path => path == denied ? Errno.AccessDenied : Errno.None;
        HostSnapshot snapshot = HostSnapshot.Read(host, null, CancellationToken.None);
        SnapshotGap gap = Assert.Single(snapshot.Gaps);
        Assert.Equal($"{Host}/{denied}", gap.Path);
        Assert.Contains(gap.Path, gap.ToString());
        Assert.Contains(snapshot.Entries, entry => entry.Key.EndsWith($"{name}/vendor", StringComparison.Ordinal));
        Assert.DoesNotContain(snapshot.Entries, entry => entry.Key.EndsWith($"{name}/resource", StringComparison.Ordinal));
    }

    /// <summary>Paths and links that are longer than ustar's fields, read back by tar.</summary>
    [Theory]
    [InlineData(90)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(155)]
    [InlineData(254)]
    [InlineData(400)]
    public void Long_paths_come_out_whole(int length)
    {
        using WorkFolder folder = new();
        string directory = string.Join('/', Enumerable.Repeat("0000:00:1c.0", length / 13));
        string name = directory + "/" + new string('x', Math.Max(1, length - directory.Length - 1));
        SnapshotTree tree = new();
        tree.AddText(name, "content");
        tree.AddLink("link", name);
        tree.AddDirectory(name + "y");
        using (FileStream file = File.Create(folder["long.tar"])) TarArchive.Write(file, tree.Entries, CancellationToken.None);
        string[] names = WorkFolder.Tar("-tf", folder["long.tar"]).TrimEnd('\n').Split('\n');
        Assert.Contains(name, names);
        Assert.Contains(name + "y/", names);
        WorkFolder.Tar("-xf", folder["long.tar"], "-C", folder.Path);
        Assert.Equal("content", File.ReadAllText(folder["link"]));
    }

    private static void AssertError(EngineResult result, string id, ErrorCategory category, string path)
    {
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(id + ",GpuPassthrough.Commands.ExportHostSnapshotCommand", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Equal(path, error.TargetObject);
        Assert.False(string.IsNullOrEmpty(error.ErrorDetails.RecommendedAction));
    }
}
