using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>What runs on a running host: the programs' words, their environment, their order; and what follows when one fails.</summary>
public sealed class CommandTests : IDisposable
{
    private const string Environment = "LC_ALL=C HOME=/";
    private const string Images = "update-initramfs[-u][-k][all]";

    private readonly TemporaryHost _tree = BootHost.Of("debian-12");
    private readonly StubScene _scene;
    private readonly string[] _before;

    public CommandTests()
    {
        _scene = new StubScene(_tree.Root);
        _scene.Record("update-initramfs");
        _scene.Record("update-grub");
        _before = _scene.State;
    }

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void TheImagesComeFirstThenTheBootLoader()
    {
        PassthroughChange change = Apply();
        Assert.Equal([$"{Images} stubbed {Environment}", $"update-grub stubbed {Environment}"], _scene.Calls);
        Assert.Equal((ChangeState.Done, true), (change.State, change.RebootRequired));
        Assert.All(change.Commands, command => Assert.Equal(CommandState.Done, command.State));
    }

    [Fact]
    public void UndoingRunsThemInTheSameOrder()
    {
        Apply();
        _scene.Undo();
        Assert.Equal([$"{Images} unstubbed {Environment}", $"update-grub unstubbed {Environment}"], _scene.Calls.Skip(2));
        Assert.Equal(_before, _scene.State);
    }

    /// <summary>The images of all kernels are made anew from the old files, for some may have been made from the new ones.</summary>
    [Fact]
    public void WhenTheImagesFailAllIsPutBackAndTheyAreMadeAnew()
    {
        _scene.Record("update-initramfs", $"if [ -e '{_tree.PathOf(StubbedHost.Configuration)}' ]; then echo 'no space left' >&2; exit 1; fi");
        ChangeException error = Assert.Throws<ChangeException>(Apply);
        Assert.Equal("ChangeFailed", error.ErrorId);
        Assert.Contains("no space left", error.Message, StringComparison.Ordinal);
        Assert.Equal([$"{Images} stubbed {Environment}", $"{Images} unstubbed {Environment}"], _scene.Calls);
        Assert.Equal(_before, _scene.State);
        Assert.Equal(ChangeState.Failed, Assert.Single(_scene.History()).State);
    }

    [Fact]
    public void WhenTheBootLoaderFailsAllIsPutBackAndBothAreMadeAnew()
    {
        _scene.Record("update-grub", $"if [ -e '{_tree.PathOf(StubbedHost.Configuration)}' ]; then exit 1; fi");
        Assert.Equal("ChangeFailed", Assert.Throws<ChangeException>(Apply).ErrorId);
        Assert.Equal(
            [$"{Images} stubbed", "update-grub stubbed", $"{Images} unstubbed", "update-grub unstubbed"],
            _scene.Calls.Select(call => call.Replace(" " + Environment, string.Empty, StringComparison.Ordinal)));
        Assert.Equal(_before, _scene.State);
    }

    [Fact]
    public void WhatCannotBeMadeAnewStaysOpenAndIsEndedByUndoing()
    {
        _scene.Record("update-initramfs", "exit 1");
        Assert.Equal("ChangeLeftOpen", Assert.Throws<ChangeException>(Apply).ErrorId);
        Assert.Equal(_before, _scene.State);
        _scene.Record("update-initramfs");
        _scene.Undo();
        Assert.Equal(ChangeState.Undone, Assert.Single(_scene.History()).State);
    }

    private PassthroughChange Apply()
    {
        using HostRoot host = HostRoot.Open(_tree.Root);
        return _scene.Apply(new HostWriter(host));
    }
}
