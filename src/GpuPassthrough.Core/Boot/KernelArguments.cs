using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Loaders;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot;

/// <summary>Holds what is configured against what runs.</summary>
internal static class KernelArguments
{
    /// <summary>The arguments of both, those configured first, in their order.</summary>
    /// <param name="host">The host.</param>
    /// <param name="configured">What is configured; null when that is not known.</param>
    /// <param name="running">What runs.</param>
    internal static IReadOnlyList<KernelArgument> Compare(HostRoot host, IReadOnlyList<ConfiguredArgument>? configured, KernelCommandLine running)
    {
        List<KernelToken> rest = [.. running.Tokens.Where(token => !LoaderArguments.AreHanded(token))];
        List<KernelArgument> all = [];
        foreach (ConfiguredArgument argument in configured ?? [])
        {
            bool isRunning = Take(rest, argument.Token);
            all.Add(new KernelArgument(host, argument.Token, true, isRunning, !isRunning, argument.Source));
        }

        bool? isConfigured = configured is null ? null : false;
        all.AddRange(rest.Select(token => new KernelArgument(host, token, isConfigured, true, configured is not null && !LoaderArguments.AreWritten(token), null)));
        return all;
    }

    /// <summary>What will be configured once the wishes are fulfilled; arguments that are new have no source yet.</summary>
    internal static IReadOnlyList<ConfiguredArgument> With(IReadOnlyList<ConfiguredArgument> configured, IReadOnlyList<ArgumentEdit> edits)
    {
        List<ConfiguredArgument> known = [.. configured];
        KernelCommandLine line = KernelCommandLine.Parse(string.Join(' ', configured.Select(argument => argument.Token.Text))).With(edits);
        return [.. line.Tokens.Select(token => new ConfiguredArgument(token, known.Find(argument => argument.Token.Text == token.Text)?.Source ?? string.Empty))];
    }

    private static bool Take(List<KernelToken> tokens, KernelToken wanted)
    {
        int index = tokens.FindIndex(token => token.Is(wanted.Name) && token.Value == wanted.Value);
        if (index >= 0) tokens.RemoveAt(index);
        return index >= 0;
    }
}
