using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Changes;

namespace GpuPassthrough.Boot.Loaders.Stores;

/// <summary>What one command line has more than another, as the words stand there.</summary>
internal sealed record ArgumentDelta(IReadOnlyList<string> Added, IReadOnlyList<string> Removed)
{
    internal bool IsEmpty => Added.Count == 0 && Removed.Count == 0;

    internal ArgumentDelta Inverse => new(Removed, Added);

    internal static ArgumentDelta Of(ArgumentChange change) => new(change.Added, change.Removed);

    internal ArgumentChange ToChange(string keeper) => new(keeper, [.. Added], [.. Removed]);

    internal static ArgumentDelta Between(KernelCommandLine before, KernelCommandLine after) => new(More(after, before), More(before, after));

    /// <summary>What has to be done so that all of several are done.</summary>
    internal static ArgumentDelta Join(IEnumerable<ArgumentDelta> deltas)
    {
        ArgumentDelta[] all = [.. deltas];
        return new ArgumentDelta([.. all.SelectMany(delta => delta.Added).Distinct()], [.. all.SelectMany(delta => delta.Removed).Distinct()]);
    }

    // The same word twice counts twice.
    private static List<string> More(KernelCommandLine left, KernelCommandLine right)
    {
        List<string> rest = [.. right.Tokens.Select(token => token.Text)];
        return [.. left.Tokens.Select(token => token.Text).Where(text => !rest.Remove(text))];
    }
}
