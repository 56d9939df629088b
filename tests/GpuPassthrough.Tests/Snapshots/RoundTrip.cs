using System.Text.RegularExpressions;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Snapshots;

/// <summary>What is read of an unpacked snapshot equals what is read of the host, for every fake host and the machine itself.</summary>
public sealed partial class RoundTrip
{
    public static TheoryData<string> Hosts =>
        [.. Directory.GetDirectories(FakeHosts.Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).Prepend("/")];

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Unpacked_snapshot_reads_like_the_host(string host)
    {
        using WorkFolder folder = new();
        using Engine shell = Engine.WithModule();
        string root = Root(host);
        EngineResult export = shell.RunCommand("Export-HostSnapshot", ("Path", folder["host.tar.gz"]), ("HostRoot", root));
        Assert.Empty(export.Errors);
        Assert.Equal(folder["host.tar.gz"], Assert.IsType<FileInfo>(Assert.Single(export.Output).BaseObject).FullName);
        string copy = folder.Unpack(folder["host.tar.gz"], "copy");

        string devices = Read(shell, "Get-PciDevice", root);
        Assert.Equal(devices, Read(shell, "Get-PciDevice", copy));
        Assert.Equal(Read(shell, "Get-IommuGroup", root), Read(shell, "Get-IommuGroup", copy));
        int functions = Directory.GetFileSystemEntries(Path.Combine(root, "sys/bus/pci/devices")).Length;
        Assert.Equal(functions, Regex.Count(devices, "^PciDevice$", RegexOptions.Multiline));
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Archive_holds_only_directories_files_and_links_that_stay_inside(string host)
    {
        using WorkFolder folder = new();
        using Engine shell = Engine.WithModule();
        shell.RunCommand("Export-HostSnapshot", ("Path", folder["host.tar.gz"]), ("HostRoot", Root(host)));
        string[] lines = WorkFolder.Tar("-tvzf", folder["host.tar.gz"], "--numeric-owner", "--full-time", "--utc").TrimEnd('\n').Split('\n');
        Assert.True(lines.Length > 10);
        foreach (string line in lines)
        {
            Match entry = ListedEntry().Match(line);
            Assert.True(entry.Success, line);
            Assert.False(entry.Groups["name"].Value.StartsWith('.'), line);
            if (entry.Groups["target"].Success) Assert.True(StaysInside(entry.Groups["name"].Value, entry.Groups["target"].Value), line);
        }

        string[] names = [.. lines.Select(line => ListedEntry().Match(line).Groups["name"].Value.TrimEnd('/'))];
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Theory]
    [InlineData("sriov")]
    [InlineData("muxless-laptop")]
    public void Exports_of_an_unchanged_host_are_the_same_bytes(string host)
    {
        using WorkFolder folder = new();
        using Engine shell = Engine.WithModule();
        shell.RunCommand("Export-HostSnapshot", ("Path", folder["one.tar.gz"]), ("HostRoot", Root(host)));
        using Engine other = Engine.WithModule();
        other.RunCommand("Export-HostSnapshot", ("Path", folder["two.tar.gz"]), ("HostRoot", Root(host)));
        Assert.Equal(File.ReadAllBytes(folder["one.tar.gz"]), File.ReadAllBytes(folder["two.tar.gz"]));
    }

    [Fact]
    public void Snapshot_of_a_snapshot_is_the_same_but_for_names_of_placeholders()
    {
        using WorkFolder folder = new();
        using Engine shell = Engine.WithModule();
        shell.RunCommand("Export-HostSnapshot", ("Path", folder["one.tar.gz"]), ("HostRoot", Root("h97m-gtx1060")));
        string copy = folder.Unpack(folder["one.tar.gz"], "copy");
        shell.RunCommand("Export-HostSnapshot", ("Path", folder["two.tar.gz"]), ("HostRoot", copy));
        Assert.Equal(WorkFolder.Tar("-tvzf", folder["one.tar.gz"]), WorkFolder.Tar("-tvzf", folder["two.tar.gz"]));
    }

    /// <summary>A host that names nothing stays so on a machine that has a pci.ids; one with names of its own keeps those.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("10de  Invented Maker\n\t1c03  Invented Card\n\t\t19da 2438  Invented Board\n\t1c04  Not there\n8087  Nobody\n# end\nC 03  Invented class\n\t00  Invented subclass\n")]
    public void Names_come_from_the_snapshot_alone(string names)
    {
        using WorkFolder folder = new();
        using Engine shell = Engine.WithModule();
        Directory.CreateDirectory(folder["host/usr/share/misc"]);
        File.WriteAllText(folder["host/usr/share/misc/pci.ids"], names);
        CopySys(Root("h97m-gtx1060"), folder["host"]);
        shell.RunCommand("Export-HostSnapshot", ("Path", folder["host.tar.gz"]), ("HostRoot", folder["host"]));
        string copy = folder.Unpack(folder["host.tar.gz"], "copy");
        string card = ObjectText.Of(shell.RunCommand("Get-PciDevice", ("HostRoot", copy), ("Address", "01:00.0")).Output);
        Assert.Contains(names.Length == 0 ? " Name: null\n" : " Name: \"Invented Maker Invented Card\"\n", card);
        Assert.Contains(names.Length == 0 ? " ClassName: null\n" : " ClassName: \"Invented subclass\"\n", card);
        Assert.DoesNotContain("N", File.ReadAllText(Path.Combine(copy, "usr/share/hwdata/pci.ids")));
    }

    private static void CopySys(string from, string to)
    {
        WorkFolder.Tar("-cf", to + ".tar", "-C", from, "sys");
        WorkFolder.Tar("-xf", to + ".tar", "-C", to);
    }

    private static string Root(string host) => host == "/" ? host : Path.Combine(FakeHosts.Folder, host);

    private static string Read(Engine shell, string command, string root)
    {
        EngineResult result = shell.RunCommand(command, ("HostRoot", root), ("Detailed", true));
        string warnings = string.Join('\n', result.Warnings).Replace(root == "/" ? "at /:" : root, root == "/" ? "at ROOT:" : "ROOT", StringComparison.Ordinal).Replace("look at /proc", "look at ROOT/proc", StringComparison.Ordinal);
        return ObjectText.Of(result.Output) + string.Join('\n', result.Errors.Select(error => error.FullyQualifiedErrorId + error.TargetObject)) + warnings;
    }

    private static bool StaysInside(string name, string target)
    {
        if (target.StartsWith('/')) return false;
        int depth = name.Count(character => character == '/');
        foreach (string part in target.Split('/'))
        {
            depth += part == ".." ? -1 : 1;
            if (depth < 0) return false;
        }

        return true;
    }

    // As GNU tar lists: mode, owner, size, time, name, and where a link leads.
    [GeneratedRegex(@"^(?:drwxr-xr-x|-rw-r--r--|-rwxr-xr-x|l[rwx-]{9}) 0/0 +[0-9]+ 1970-01-01 00:00:00 (?<name>[^/ ][^ ]*)(?: -> (?<target>[^ ]+))?$")]
    private static partial Regex ListedEntry();
}
