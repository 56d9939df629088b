using GpuPassthrough.Boot.CommandLine;

namespace GpuPassthrough.Boot.Loaders.Stores;

/// <summary>Kernel arguments of a boot loader that the module does not edit: whoever asks for a change is told exactly what to do.</summary>
internal sealed class InstructionStore : ArgumentStore
{
    private readonly BootFacts _facts;
    private readonly LoaderInstruction _instruction;
    private readonly IReadOnlyList<ConfiguredArgument>? _configured;

    /// <param name="facts">The host.</param>
    /// <param name="instruction">What to do.</param>
    /// <param name="read">Answers the arguments configured; null where that is in a form that is not read.</param>
    internal InstructionStore(BootFacts facts, LoaderInstruction instruction, Func<BootFacts, IReadOnlyList<ConfiguredArgument>?> read)
    {
        _facts = facts;
        _instruction = instruction;
        _configured = read(facts);
    }

    internal override bool CanRead => _configured is not null;

    internal override IReadOnlyList<ConfiguredArgument> Read() => _configured ?? [];

    // Where the configuration is not read, what runs now tells whether it was done.
    internal override BootPart Plan(IReadOnlyList<ArgumentEdit> edits)
    {
        KernelCommandLine before = CanRead ? KernelCommandLine.Parse(string.Join(' ', Read().Select(argument => argument.Token.Text))) : _facts.Running;
        KernelCommandLine after = before.With(edits);
        return before.ToString() == after.ToString() ? BootPart.Nothing : throw _instruction.Refuse(before, after);
    }
}
