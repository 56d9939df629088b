namespace GpuPassthrough.Changes;

/// <summary>Who keeps the definitions of domains. Everything is read and written with all secrets.</summary>
internal interface IDomainKeeper
{
    /// <summary>The definition a domain has now, as it is written down; null when no such domain is defined.</summary>
    string? Read(string uri, Guid uuid);

    /// <summary>Defines a domain and answers what came of it, read back.</summary>
    /// <exception cref="PassthroughException">It was refused, or something of it did not take; then what was defined before still is, or is again.</exception>
    string Define(string uri, Guid uuid, string name, string xml);

    /// <summary>Undefines a domain; its disks and its firmware's variables stay.</summary>
    void Undefine(string uri, Guid uuid);
}
