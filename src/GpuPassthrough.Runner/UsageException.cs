namespace GpuPassthrough.Runner;

/// <summary>The command line cannot be understood or names something that is not there.</summary>
internal sealed class UsageException : Exception
{
    public UsageException(string message)
        : base(message)
    {
    }
}
