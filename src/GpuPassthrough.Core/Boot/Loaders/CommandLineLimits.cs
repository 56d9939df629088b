using System.Text;
using GpuPassthrough.Boot.CommandLine;

namespace GpuPassthrough.Boot.Loaders;

/// <summary>What the kernel takes at most; it cuts off the rest without a word.</summary>
internal static class CommandLineLimits
{
    /// <summary>COMMAND_LINE_SIZE of x86, arm64 and riscv, with the closing NUL.</summary>
    internal const int Line = 2048;

    /// <summary>The buffer of vfio-pci's parameter ids, with the closing NUL.</summary>
    internal const int Ids = 1024;

    internal const string IdsName = "vfio_pci.ids";

    /// <exception cref="BootConfigurationException">The command line would be cut, or the list of IDs would.</exception>
    internal static void Check(BootFacts facts, ArgumentStore store, IReadOnlyList<ArgumentEdit> edits)
    {
        string configured = string.Join(' ', store.Read().Select(argument => argument.Token.Text));
        KernelCommandLine planned = KernelCommandLine.Parse(configured).With(edits);

        // What the loader adds by itself is there now, so its length is known.
        IEnumerable<string> added = facts.Running.Tokens.Where(token => LoaderArguments.AreWritten(token) && planned.Find(token.Name) is null).Select(token => token.Text);
        int length = Encoding.UTF8.GetByteCount(string.Join(' ', [.. added, planned.ToString()])) + 1;
        bool grows = planned.ToString().Length > configured.Length;
        if (grows && length > Line) throw new BootConfigurationException("BootCommandLineTooLong", facts.Host.Path, length, Line);
        int ids = Encoding.UTF8.GetByteCount(planned.Find(IdsName)?.Value ?? string.Empty) + 1;
        if (grows && ids > Ids) throw new BootConfigurationException("BootIdsTooLong", IdsName, ids, Ids);
    }
}
