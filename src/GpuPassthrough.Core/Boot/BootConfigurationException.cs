namespace GpuPassthrough.Boot;

/// <summary>The boot configuration of a host cannot be read for certain, or cannot be changed without loss.</summary>
public sealed class BootConfigurationException : PassthroughException
{
    internal BootConfigurationException(string id, string subject, params object?[] arguments)
        : base(id, [subject, .. arguments]) => Subject = subject;

    /// <summary>True when the module edits nothing there, and <see cref="PassthroughException.NextStep"/> says what to do by hand.</summary>
    public bool IsInstruction => ErrorId.StartsWith("BootInstruct", StringComparison.Ordinal) || ErrorId == "BootGrubbyWord";

    /// <summary>The file, with the line where there is one, the argument, or the root of the host.</summary>
    public override object Subject { get; }
}
