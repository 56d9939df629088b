using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Boot.Loaders;

/// <summary>What really runs: programs that write down how they were called.</summary>
public sealed class CommandTests
{
    private static readonly string[] Programs = ["update-grub", "grubby", "rpm-ostree", "kernel-install", "mkinitcpio", "kernelstub", "proxmox-boot-tool", "update-initramfs"];

    [Theory]
    [InlineData("debian-12", "update-grub")]
    [InlineData("fedora-bls", "grubby[--update-kernel=ALL][--args=vfio_pci.ids=10de:1c03,10de:10f1]")]
    [InlineData("bazzite", "rpm-ostree[kargs][--append-if-missing=vfio_pci.ids=10de:1c03,10de:10f1]")]
    [InlineData("debian-systemd-boot", "kernel-install[add][6.1.0-37-amd64][/boot/vmlinuz-6.1.0-37-amd64][/boot/initrd.img-6.1.0-37-amd64]")]
    [InlineData("arch-uki", "mkinitcpio[-P]")]
    [InlineData("pop-os", "kernelstub")]
    [InlineData("proxmox-zfs", "proxmox-boot-tool[refresh]")]
    public void TheProgramGetsTheseWords(string distribution, string call)
    {
        using TemporaryHost tree = BootHost.Of(distribution, host: null);
        string log = Record(tree);
        using HostRoot host = HostRoot.Open(tree.Root);

        Apply(host, tree, BootConfiguration.Read(host).PlanArguments([ArgumentEdit.Set("vfio_pci.ids", "10de:1c03,10de:10f1")]));

        Assert.Equal($"{call} LC_ALL=C HOME=/", Assert.Single(File.ReadAllLines(log)));
    }

    /// <summary>grubby replaces all of a name by what it is given, so what goes is named too; with rpm-ostree nothing else would take it out.</summary>
    [Theory]
    [InlineData("fedora-bls", "grubby[--update-kernel=ALL][--remove-args=rhgb quiet][--args=quiet=1]", "grubby[--update-kernel=ALL][--remove-args=quiet=1][--args=rhgb quiet]")]
    [InlineData("bazzite", "rpm-ostree[kargs][--delete-if-present=rhgb][--delete-if-present=quiet][--append-if-missing=quiet=1]", "rpm-ostree[kargs][--delete-if-present=quiet=1][--append-if-missing=rhgb][--append-if-missing=quiet]")]
    public void WhatAProgramKeepsIsTakenBackByIt(string distribution, string there, string back)
    {
        using TemporaryHost tree = BootHost.Of(distribution, host: null);
        string log = Record(tree);
        using HostRoot host = HostRoot.Open(tree.Root);
        BootPart part = BootConfiguration.Read(host).PlanArguments([ArgumentEdit.Remove("rhgb"), ArgumentEdit.Set("quiet", "1")]);

        Apply(host, tree, part);
        ChangeUndoer undoer = new(new HostWriter(host), Runner(tree), BootConfiguration.Refreshers);
        foreach (UndoPlan plan in undoer.Plan([], all: true)) undoer.Undo(plan);

        Assert.Equal([there, back], File.ReadAllLines(log).Select(line => line.Split(" LC_ALL")[0]));
    }

    /// <summary>A change that fails takes back what the program did already.</summary>
    [Fact]
    public void AFailureTakesItBackToo()
    {
        using TemporaryHost tree = BootHost.Of("fedora-bls", host: null);
        string log = Record(tree);
        using HostRoot host = HostRoot.Open(tree.Root);
        BootPart part = BootConfiguration.Read(host).PlanArguments([ArgumentEdit.Set("a", "b")]);

        Assert.Throws<ChangeException>(() => Apply(host, tree, part, () => throw new BootConfigurationException("ArgumentNotTaken", host.Path, "a")));

        Assert.Equal(["grubby[--update-kernel=ALL][--args=a=b]", "grubby[--update-kernel=ALL][--remove-args=a=b]"], File.ReadAllLines(log).Select(line => line.Split(" LC_ALL")[0]));
    }

    /// <summary>The tutorial's order: the initramfs, then the boot loader; each once.</summary>
    [Theory]
    [InlineData("debian-12", "update-initramfs -u -k all|update-grub", "etc/modprobe.d/vfio.conf", "etc/default/grub", "etc/default/grub.d/zz.cfg")]
    [InlineData("debian-12", "update-grub", "etc/default/grub.d/zz.cfg")]
    [InlineData("debian-12", "update-initramfs -u -k all", "etc/modprobe.d/vfio.conf")]
    [InlineData("debian-12", "", "etc/kernel/cmdline")]
    [InlineData("arch-uki", "mkinitcpio -P", "etc/modprobe.d/vfio.conf", "etc/kernel/cmdline", "etc/cmdline.d/zz-gpu-passthrough.conf")]
    [InlineData("proxmox-zfs", "update-initramfs -u -k all|proxmox-boot-tool refresh", "etc/kernel/cmdline", "etc/modprobe.d/vfio.conf")]
    [InlineData("pop-os", "kernelstub", "etc/kernelstub/configuration")]
    public void FilesPutBackAreFollowedByTheirRefreshers(string distribution, string commands, params string[] paths)
    {
        using TemporaryHost tree = BootHost.Of(distribution, host: null);
        using HostRoot host = HostRoot.Open(tree.Root);
        Assert.Equal(commands, string.Join('|', BootConfiguration.Refreshers(host, new UndoQuestion(paths, null))));
    }

    [Theory]
    [InlineData("a", "b c")]
    [InlineData("a", "x*")]
    [InlineData("a", "1+1")]
    public void GrubbyIsNotGivenWhatItWouldMistake(string name, string value)
    {
        using TemporaryHost tree = BootHost.Of("fedora-bls", host: null);
        using HostRoot host = HostRoot.Open(tree.Root);
        BootConfiguration boot = BootConfiguration.Read(host);
        Assert.Equal("BootGrubbyWord", Assert.Throws<BootConfigurationException>(() => boot.PlanArguments([ArgumentEdit.Set(name, value)])).ErrorId);
    }

    private static void Apply(HostRoot host, TemporaryHost tree, BootPart part, Action? verify = null) => new ChangeApplier(new HostWriter(host), Runner(tree)).Apply(
        new ChangePlan { Command = "Set-KernelArgument", Summary = "Set", Files = part.Files, Commands = part.Commands, Arguments = part.Arguments }, verify);

    private static CommandRunner Runner(TemporaryHost tree) => new([tree.PathOf("recorders")]);

    private static string Record(TemporaryHost tree)
    {
        string log = tree.PathOf("calls");
        foreach (string program in Programs)
        {
            tree.File($"recorders/{program}", $"#!/bin/sh\n{{ printf '%s' '{program}'; for word; do printf '[%s]' \"$word\"; done; printf ' LC_ALL=%s HOME=%s\\n' \"$LC_ALL\" \"$HOME\"; }} >> '{log}'\n");
            Tool.Run("chmod", "700", tree.PathOf($"recorders/{program}"));
        }

        return log;
    }
}
