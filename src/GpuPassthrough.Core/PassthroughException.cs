namespace GpuPassthrough;

/// <summary>
/// The base of all errors that the module's own code raises. The message says what is wrong and where;
/// <see cref="NextStep"/> says what to do.
/// </summary>
public abstract class PassthroughException : Exception
{
    private protected PassthroughException(string id, object?[] arguments, Exception? inner = null)
        : base(Messages.Format(id, arguments), inner)
    {
        ErrorId = id;
        NextStep = Messages.Find(id + "_NextStep", arguments);
    }

    /// <summary>The name of the error, the same in every release and language.</summary>
    public string ErrorId { get; }

    /// <summary>What to do about it, in one or two sentences; null where the message says it all.</summary>
    public string? NextStep { get; }

    /// <summary>The address, path or text the error is about.</summary>
    public abstract object? Subject { get; }
}
