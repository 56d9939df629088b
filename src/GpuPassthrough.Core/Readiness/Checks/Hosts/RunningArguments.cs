using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>Whether the running kernel has the arguments that are configured: what was set and not started yet does nothing.</summary>
internal sealed class RunningArguments() : HostRule("KernelArguments", "proc(5): cmdline; Documentation/admin-guide/kernel-parameters.rst")
{
    internal override Finding Judge(HostScene scene)
    {
        if (scene.Read(HostPaths.KernelCommandLine) is null) return scene.NotThere(HostPaths.KernelCommandLine);
        string path = scene.Describe(HostPaths.KernelCommandLine);
        if (Misspelt(scene) is KernelToken token) return Finding.Warn(Messages.Format("ReadyArgumentMisspelt", path, SafeLine.Of(token.Text, keepTabs: false)), Messages.Format("ReadyArgumentMisspeltRemedy", token.Name));
        if (scene.Stubs.KnownBoot is not BootConfiguration boot) return Finding.Skip(Messages.Format("ReadyArgumentLoader"));
        if (!boot.Arguments.CanRead) return Finding.Skip(Messages.Format("ReadyArgumentUnread", boot.LoaderName));
        string[] pending = [.. boot.Compare([]).Where(argument => argument.RebootPending).Select(Describe)];
        return pending.Length == 0
            ? Finding.Pass(Messages.Format("ReadyArgumentsRun", path, boot.LoaderName))
            : Finding.Warn(Messages.Format("ReadyArgumentsPending", path, string.Join(", ", pending)), Messages.Format("ReadyRestart"));
    }

    private static string Describe(KernelArgument argument) =>
        Messages.Format(argument.Running ? "ReadyArgumentGoes" : "ReadyArgumentComes", SafeLine.Of(argument.ToString(), keepTabs: false));

    // vfio-pci-ids=, vfio_pci_ids=: the kernel hands what has no dot to init, and says nothing.
    private static KernelToken? Misspelt(HostScene scene) =>
        scene.Running.Tokens.FirstOrDefault(token => token.Name.StartsWith("vfio", StringComparison.Ordinal) && !token.Name.Contains('.', StringComparison.Ordinal));
}
