using System.Text;
using GpuPassthrough.Boot;
using GpuPassthrough.Host;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>What to do by hand on a host whose boot loader the module does not edit: then it edits nothing else either.</summary>
internal sealed class StubInstructions(StubHost scene)
{
    private const string Nixos = "Nixos";

    /// <summary>Whether lines of modprobe.d stand somewhere already.</summary>
    internal bool Have(IEnumerable<string> lines) =>
        lines.All(line => scene.Modprobe.Any(there => there.Words.SequenceEqual(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    /// <param name="arguments">What is to be done to the kernel arguments; null where they are as they should be.</param>
    /// <param name="lines">Lines of modprobe.d that must stand somewhere.</param>
    /// <param name="early">The part of the initramfs.</param>
    internal VfioStubException Tell(BootConfigurationException? arguments, IReadOnlyList<string> lines, BootPart early)
    {
        List<string> steps = [];
        if (lines.Count > 0) steps.Add(Lines(lines));
        steps.AddRange(early.Files.Where(file => file.ChangesSomething).Select(file => Messages.Format("StubInstructFile", "/" + file.Path, Encoding.UTF8.GetString(file.New ?? []).TrimEnd('\n'))));
        steps.AddRange(early.Notes);
        if (early.Commands.Count > 0) steps.Add(Messages.Format("StubInstructCommands", string.Join('\n', early.Commands.Select(command => command.ToString()))));
        if (arguments?.NextStep is string step) steps.Add(step);
        return VfioStubException.ByHand(arguments?.Subject.ToString() ?? scene.Boot.LoaderName, arguments?.Message ?? Messages.Format("StubInstructLoader", scene.Boot.LoaderName), string.Join('\n', steps));
    }

    private string Lines(IReadOnlyList<string> lines)
    {
        string text = string.Join('\n', lines);
        return scene.Boot.LoaderName == Nixos
            ? Messages.Format("StubInstructNixos", text.Replace("${", "''${", StringComparison.Ordinal))
            : Messages.Format("StubInstructFile", HostPaths.Absolute(HostPaths.StubConfiguration), text);
    }
}
