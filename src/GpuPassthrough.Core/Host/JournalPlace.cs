namespace GpuPassthrough.Host;

/// <summary>Where the journal of changes of a host lies.</summary>
internal static class JournalPlace
{
    private const string Folder = "gpu-passthrough";

    /// <summary>The directory below the host's root. A user without root's rights keeps an own one for the running machine.</summary>
    internal static string Of(HostRoot host)
    {
        if (!host.IsLive || LibC.EffectiveUser() == 0) return HostPaths.Journal;
        string? state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");

        // A relative path there is invalid and to be ignored (XDG Base Directory Specification).
        if (string.IsNullOrEmpty(state) || state[0] != '/') state = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), HostPaths.UserState);
        return Path.Combine(state, Folder).Trim('/');
    }
}
