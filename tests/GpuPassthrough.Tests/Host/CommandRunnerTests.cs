using System.Diagnostics;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Host;

public sealed class CommandRunnerTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly TemporaryHost _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void ArgumentsArriveAsTheyAre()
    {
        Script("show", "for a; do printf '<%s>\\n' \"$a\"; done");

        CommandResult result = Run(["show", "two words", "$HOME;`id`", "", "ä'\"\\", "*"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("<two words>\n<$HOME;`id`>\n<>\n<ä'\"\\>\n<*>\n", result.Output);
    }

    [Fact]
    public void TheEnvironmentIsClean()
    {
        Environment.SetEnvironmentVariable("GPUPT_TEST_LEAK", "leaked");
        Script("show", "/usr/bin/env | /usr/bin/sort");

        string[] lines = Run(["show"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("LC_ALL=C", lines);
        Assert.Contains($"PATH={_tree.PathOf("bin")}:/usr/bin:/bin", lines);
        Assert.DoesNotContain(lines, line => line.Contains("leaked", StringComparison.Ordinal));
        string[] set = ["PATH", "LC_ALL", "LANG", "HOME", "TERM", "DEBIAN_FRONTEND", "PWD", "OLDPWD", "SHLVL", "_"];
        Assert.Empty(lines.Select(line => line.Split('=')[0]).Except(set));
    }

    /// <summary>A program that writes into a closed pipe ends by SIGPIPE unless its parent taught it to ignore that, as .NET does for itself.</summary>
    [Fact]
    public void SignalsAreAsAShellHasThem()
    {
        Script("show", "/bin/grep -E '^Sig(Ign|Blk)' /proc/self/status");

        string[] masks = [.. Run(["show"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[1])];

        Assert.Equal(2, masks.Length);
        Assert.All(masks, mask => Assert.Equal(0UL, Convert.ToUInt64(mask, 16) & 0x7fffffff));
    }

    [Fact]
    public void BothOutputsAreKeptInOrderAndPassedOnByLine()
    {
        Script("talk", "echo one; echo two >&2; printf three");
        List<string> lines = [];

        CommandResult result = Runner().Run(["talk"], Long, lines.Add, TestContext.Current.CancellationToken);

        Assert.Equal("one\ntwo\nthree", result.Output);
        Assert.Equal(["one", "two", "three"], lines);
    }

    [Fact]
    public void MegabytesAreCutInTheMiddle()
    {
        Script("much", "echo first; /usr/bin/head -c 8000000 /dev/zero | /usr/bin/tr '\\0' x; echo; echo last");

        string output = Run(["much"]).Output;

        Assert.InRange(output.Length, 60000, 70000);
        Assert.StartsWith("first\nxxx", output, StringComparison.Ordinal);
        Assert.EndsWith("xxx\nlast\n", output, StringComparison.Ordinal);
        Assert.Contains("bytes left out", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 3", 3)]
    [InlineData("kill -9 $$", 137)]
    [InlineData("exit 0", 0)]
    public void TheExitCodeIsThatOfAShell(string script, int expected)
    {
        Script("end", script);
        Assert.Equal(expected, Run(["end"]).ExitCode);
    }

    [Fact]
    public void NothingIsReadFromTheTerminal()
    {
        Script("ask", "read answer || echo nothing; ( : </dev/tty ) 2>/dev/null || echo no terminal");
        Assert.Equal("nothing\nno terminal\n", Run(["ask"]).Output);
    }

    [Fact]
    public void WhatHangsIsEndedWithAllItStarted()
    {
        Script("hang", $"trap '' TERM\n(trap '' TERM; echo $$ > {_tree.PathOf("pid")}; while :; do /bin/sleep 1; done) &\necho waiting\nwhile :; do /bin/sleep 1; done");
        Stopwatch elapsed = Stopwatch.StartNew();

        CommandException error = Assert.Throws<CommandException>(() => Runner().Run(["hang"], TimeSpan.FromSeconds(1), null, TestContext.Current.CancellationToken));

        Assert.Equal("CommandLate", error.ErrorId);
        Assert.Contains("waiting", error.Message, StringComparison.Ordinal);
        Assert.InRange(elapsed.Elapsed.TotalSeconds, 1, 30);
        Assert.Empty(Sessions(File.ReadAllText(_tree.PathOf("pid")).Trim()));
    }

    [Fact]
    public void StoppingEndsIt()
    {
        Script("hang", $"echo $$ > {_tree.PathOf("pid")}; /bin/sleep 60 & echo started; wait");
        using CancellationTokenSource stop = new();

        Assert.Throws<OperationCanceledException>(() => Runner().Run(["hang"], Long, _ => stop.Cancel(), stop.Token));

        Assert.Empty(Sessions(File.ReadAllText(_tree.PathOf("pid")).Trim()));
    }

    [Fact]
    public void WhatGoesOnInTheBackgroundIsNotWaitedFor()
    {
        Script("leave", $"/bin/sleep 20 & echo $! > {_tree.PathOf("pid")}; echo done");
        Stopwatch elapsed = Stopwatch.StartNew();

        CommandResult result = Run(["leave"]);

        Assert.Equal((0, "done\n"), (result.ExitCode, result.Output));
        Assert.InRange(elapsed.Elapsed.TotalSeconds, 0, 15);
        Tool.Run("kill", File.ReadAllText(_tree.PathOf("pid")).Trim());
    }

    [Fact]
    public void AMissingProgramIsNamedWithTheFolders()
    {
        CommandException error = Assert.Throws<CommandException>(() => Run(["no-such-program", "x"]));
        Assert.Equal(("CommandMissing", Errno.NoEntry), (error.ErrorId, error.Error));
        Assert.Contains(_tree.PathOf("bin"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNoProgramIsNotStarted()
    {
        _tree.File("bin/text", "#!/no/such/interpreter\n");
        Tool.Run("chmod", "755", _tree.PathOf("bin/text"));
        Assert.Equal("CommandNotStarted", Assert.Throws<CommandException>(() => Run(["text"])).ErrorId);
    }

    // The members of a session, as ps(1) lists them, but for those that have ended and wait to be collected.
    private static string[] Sessions(string leader) =>
        [.. Tool.Run("ps", "-o", "stat=", "-s", leader).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(state => !state.TrimStart().StartsWith('Z'))];

    private CommandRunner Runner() => new([_tree.PathOf("bin"), "/usr/bin", "/bin"]) { Grace = TimeSpan.FromMilliseconds(300) };

    private CommandResult Run(string[] arguments) => Runner().Run(arguments, Long, null, TestContext.Current.CancellationToken);

    private void Script(string name, string text)
    {
        _tree.File("bin/" + name, "#!/bin/sh\n" + text + "\n");
        Tool.Run("chmod", "755", _tree.PathOf("bin/" + name));
    }
}
