using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Stores;

/// <summary>What to do by hand where the module edits nothing.</summary>
/// <param name="Id">The name of the message: {0} is the file, {1} what is wanted, {2} what to write, in a sentence.</param>
/// <param name="Subject">The file, or what else the user has to look at.</param>
internal sealed record LoaderInstruction(string Id, string Subject)
{
    /// <summary>How one argument is written there.</summary>
    internal Func<string, string> Write { get; init; } = argument => argument;

    /// <summary>The name of the sentence that says how arguments are added: {0} are the arguments.</summary>
    internal string AddId { get; init; } = "BootInstructAdd";

    internal static LoaderInstruction Nixos(HostRoot host) => new("BootInstructNixos", host.Describe(HostPaths.NixosConfiguration)) { Write = NixString, AddId = "BootInstructNixosAdd" };

    internal static LoaderInstruction Limine(BootFacts facts) => facts.Has(HostPaths.LimineDefaults)
        ? new LoaderInstruction("BootInstructLimineTool", facts.Host.Describe(HostPaths.LimineDefaults)) { AddId = "BootInstructLimineAdd" }
        : new LoaderInstruction("BootInstructLimine", facts.Host.Describe(HostPaths.LimineConfigurations.FirstOrDefault(facts.Has) ?? HostPaths.LimineConfigurations[0]));

    internal BootConfigurationException Refuse(KernelCommandLine before, KernelCommandLine after)
    {
        ArgumentDelta delta = ArgumentDelta.Between(before, after);
        string goes = Sentence("BootInstructTakeOut", delta.Removed);
        string wanted = Sentence("BootInstructAdd", delta.Added) + goes;
        string written = Sentence(AddId, [.. delta.Added.Select(Write)]) + goes;
        return new BootConfigurationException(Id, Subject, wanted.TrimEnd(), written.TrimEnd());
    }

    private static string Sentence(string id, IReadOnlyList<string> arguments) => arguments.Count == 0 ? string.Empty : Messages.Format(id, string.Join(' ', arguments)) + " ";

    private static string NixString(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("${", "\\${", StringComparison.Ordinal) + "\"";
}
