namespace GpuPassthrough.Libvirt.Power;

/// <summary>A domain did not start or stop, and this is why.</summary>
public sealed class DomainPowerException : PassthroughException
{
    internal DomainPowerException(string id, string domain, string? detail, params object?[] arguments)
        : base(id, [domain, .. arguments])
    {
        Domain = domain;
        Detail = detail;
    }

    /// <summary>The domain.</summary>
    public string Domain { get; }

    /// <summary>What libvirt said.</summary>
    public string? Detail { get; }

    /// <inheritdoc />
    public override object Subject => Domain;

    internal static DomainPowerException StartLate(string domain, TimeSpan limit) => new("DomainStartLate", domain, null, limit.TotalSeconds);

    internal static DomainPowerException StopLate(string domain, TimeSpan limit) => new("DomainStopLate", domain, null, limit.TotalSeconds);

    internal static DomainPowerException NotKept(string file) => new("DomainFileNotKept", file, null);
}
