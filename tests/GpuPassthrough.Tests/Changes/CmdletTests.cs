using System.Management.Automation;
using System.Management.Automation.Runspaces;
using GpuPassthrough.Changes;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Changes;

/// <summary>Get- and Undo-PassthroughChange, and what every command that changes something has from its base.</summary>
public sealed class CmdletTests : IDisposable
{
    private const string Target = "etc/modprobe.d/vfio.conf";

    private readonly TemporaryHost _tree = new TemporaryHost().File(Target, "options vfio x=1\n");
    private readonly Engine _engine = WithExample();

    public void Dispose()
    {
        _engine.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void WhatIfLeavesNoTrace()
    {
        string[] before = TreeState.WithTimes(_tree.Root);

        EngineResult result = Run("Set-ChangeExample 'options vfio y=2' -HostRoot $root -WhatIf -PassThru");

        Assert.Empty(result.Errors);
        Assert.Equal(before, TreeState.WithTimes(_tree.Root));
        PassthroughChange planned = Assert.Single(result.Of<PassthroughChange>());
        Assert.Equal((ChangeState.Planned, null), (planned.State, planned.Id));
        Assert.Contains("+options vfio y=2", result.HostText, StringComparison.Ordinal);
        Assert.Contains("update-initramfs -u -k all", result.HostText, StringComparison.Ordinal);
        Assert.Contains(_tree.Root, result.HostText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Undo-PassthroughChange -HostRoot $root -WhatIf")]
    [InlineData("Undo-PassthroughChange -All -HostRoot $root -WhatIf -PassThru")]
    [InlineData("Get-PassthroughChange -HostRoot $root")]
    [InlineData("Set-ChangeExample more -HostRoot $root -WhatIf")]
    public void ReadingAndAskingLeaveNoTrace(string script)
    {
        Run("Set-ChangeExample 'options vfio y=2' -HostRoot $root");
        string[] before = TreeState.WithTimes(_tree.Root);

        Assert.Empty(Run(script).Errors);

        Assert.Equal(before, TreeState.WithTimes(_tree.Root));
    }

    [Fact]
    public void NothingToUndoLeavesNoTrace()
    {
        string[] before = TreeState.WithTimes(_tree.Root);
        EngineResult result = Run("Undo-PassthroughChange -HostRoot $root; Undo-PassthroughChange -All -HostRoot $root; @() | Undo-PassthroughChange -HostRoot $root");
        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.Equal(before, TreeState.WithTimes(_tree.Root));
    }

    [Fact]
    public void SeveralInputsMakeOneChange()
    {
        EngineResult result = Run("'one', 'two' | Set-ChangeExample -HostRoot $root -PassThru");

        Assert.Equal("options vfio x=1\none\ntwo\n", File.ReadAllText(_tree.PathOf(Target)));
        PassthroughChange change = Assert.Single(result.Of<PassthroughChange>());
        Assert.Equal((1, ChangeState.Done), (change.Id!.Value, change.State));
        Assert.Equal(2, result.Warnings.Count);
        Assert.Contains("update-initramfs -u -k all", result.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("restarted", result.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void NothingToDoIsNoChange()
    {
        EngineResult result = Run("Set-ChangeExample -Line @() -HostRoot $root -Verbose -ErrorAction SilentlyContinue; @() | Set-ChangeExample -HostRoot $root -Verbose");
        Assert.Contains(result.Verbose, line => line.Contains("so already", StringComparison.Ordinal));
        Assert.False(Directory.Exists(_tree.PathOf("var")));
    }

    [Fact]
    public void UndoTakesBackTheNewestByDefault()
    {
        Run("Set-ChangeExample one -HostRoot $root; Set-ChangeExample two -HostRoot $root");

        EngineResult result = Run("Undo-PassthroughChange -HostRoot $root -PassThru");

        Assert.Empty(result.Errors);
        PassthroughChange undone = Assert.Single(result.Of<PassthroughChange>());
        Assert.Equal((2, ChangeState.Undone), (undone.Id!.Value, undone.State));
        Assert.Equal("options vfio x=1\none\n", File.ReadAllText(_tree.PathOf(Target)));
        Assert.Equal([ChangeState.Undone, ChangeState.Done], Run("Get-PassthroughChange -HostRoot $root").Of<PassthroughChange>().Select(change => change.State));
    }

    [Theory]
    [InlineData("Undo-PassthroughChange -All -HostRoot $root")]
    [InlineData("Undo-PassthroughChange 1, 2 -HostRoot $root")]
    [InlineData("1, 2 | Undo-PassthroughChange -HostRoot $root")]
    [InlineData("Get-PassthroughChange -HostRoot $root | ForEach-Object Id | Undo-PassthroughChange -HostRoot $root")]
    [InlineData("Get-PassthroughChange -HostRoot $root | Undo-PassthroughChange")]
    [InlineData("Undo-PassthroughChange (Get-PassthroughChange -HostRoot $root)")]
    [InlineData("Undo-PassthroughChange '2', 1 -HostRoot $root")]
    public void SeveralAreUndoneInOrder(string script)
    {
        Run("Set-ChangeExample one -HostRoot $root; Set-ChangeExample two -HostRoot $root");
        Assert.Empty(Run(script).Errors);
        Assert.Equal("options vfio x=1\n", File.ReadAllText(_tree.PathOf(Target)));
    }

    /// <summary>Naming none is not naming the newest.</summary>
    [Theory]
    [InlineData("Undo-PassthroughChange @() -HostRoot $root")]
    [InlineData("@() | Undo-PassthroughChange -HostRoot $root")]
    [InlineData("Undo-PassthroughChange (Set-ChangeExample three -HostRoot $root -WhatIf -PassThru) -HostRoot $root")]
    public void NamingNoneUndoesNone(string script)
    {
        Run("Set-ChangeExample one -HostRoot $root");
        EngineResult result = Run(script);
        Assert.Empty(result.Errors);
        Assert.Equal("options vfio x=1\none\n", File.ReadAllText(_tree.PathOf(Target)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("one")]
    [InlineData("$true")]
    [InlineData("$null")]
    [InlineData("1, 'etc'")]
    public void WhatIsNoChangeIsRefused(string value)
    {
        Run("Set-ChangeExample one -HostRoot $root");
        ErrorRecord error = Assert.Single(Run($"Undo-PassthroughChange {value} -HostRoot $root").Errors);
        Assert.StartsWith("ParameterArgumentTransformationError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("what Get-PassthroughChange returns", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("options vfio x=1\none\n", File.ReadAllText(_tree.PathOf(Target)));
    }

    [Fact]
    public void AChangeOfOneHostIsNotUndoneOnAnother()
    {
        using TemporaryHost other = new();
        Run("Set-ChangeExample one -HostRoot $root");
        EngineResult result = _engine.Run("Get-PassthroughChange -HostRoot $root | Undo-PassthroughChange -HostRoot $other", ("root", _tree.Root), ("other", other.Root));
        Assert.StartsWith("HostsMixed,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Undo-PassthroughChange 7 -HostRoot $root", "ChangeNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-PassthroughChange 7 -HostRoot $root", "ChangeNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Undo-PassthroughChange 1 -HostRoot $root", "ChangeConflict", ErrorCategory.InvalidOperation)]
    public void ErrorsHaveIdAndCategory(string script, string id, ErrorCategory category)
    {
        Run("Set-ChangeExample one -HostRoot $root; Set-ChangeExample two -HostRoot $root");

        ErrorRecord error = Assert.Single(Run(script).Errors);

        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.NotNull(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void AnInterruptedChangeWarnsReadersAndStopsChangers()
    {
        Run("Set-ChangeExample one -HostRoot $root");
        string entry = _tree.PathOf("var/lib/gpu-passthrough/000001.json");
        File.WriteAllText(entry, File.ReadAllText(entry).Replace("\"Done\"", "\"Open\"", StringComparison.Ordinal));

        Assert.Contains("interrupted", Assert.Single(Run("Get-PassthroughChange -HostRoot $root").Warnings), StringComparison.Ordinal);
        ErrorRecord error = Assert.Single(Run("Set-ChangeExample two -HostRoot $root").Errors);
        Assert.StartsWith("ChangeOpen,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Run("Undo-PassthroughChange -HostRoot $root").Errors);
        Assert.Equal("options vfio x=1\n", File.ReadAllText(_tree.PathOf(Target)));
        Assert.Empty(Run("Set-ChangeExample two -HostRoot $root").Errors);
    }

    [Fact]
    public void AChangeIsShownAsADifference()
    {
        Run("Set-ChangeExample \"esc$([char]27)[31m\" -HostRoot $root");

        string text = Run("Get-PassthroughChange -HostRoot $root").Text(width: 200);

        Assert.Contains("Change 1 ", text, StringComparison.Ordinal);
        Assert.Contains("[Done, needs a restart of the host]", text, StringComparison.Ordinal);
        Assert.Contains("--- a/etc/modprobe.d/vfio.conf", text, StringComparison.Ordinal);
        Assert.Contains("+esc\\x1b[31m", text, StringComparison.Ordinal);
        Assert.Contains("> update-initramfs -u -k all  [Pending]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheDeserialisedTwinIsShownTheSame()
    {
        Run("Set-ChangeExample one -HostRoot $root");
        EngineResult live = Run("Get-PassthroughChange -HostRoot $root");
        EngineResult twin = Run("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-PassthroughChange -HostRoot $root)))");
        Assert.Equal(live.Text(), twin.Text());
    }

    private static Engine WithExample()
    {
        InitialSessionState state = Engine.CoreCommands();
        state.Commands.Add(new SessionStateCmdletEntry("Set-ChangeExample", typeof(SetChangeExampleCommand), null));
        Engine engine = Engine.From(state);
        Assert.Empty(engine.Run("Import-Module -Name $manifest -ErrorAction Stop", ("manifest", Repository.StagedManifest)).Errors);
        return engine;
    }

    private EngineResult Run(string script) => _engine.Run(script, ("root", _tree.Root));
}
