using System.Globalization;
using GpuPassthrough.Host;

namespace GpuPassthrough.Libvirt.Creation;

/// <summary>The host's processor as <c>/proc/cpuinfo</c> has it.</summary>
/// <param name="Processors">Logical processors.</param>
/// <param name="ThreadsPerCore">Threads of a core; 1 where the cores are of different kinds, for a guest is shown one kind only.</param>
/// <param name="IsAmd">An AMD processor: it shows threads to a guest only with the feature topoext.</param>
internal sealed record HostTopology(int Processors, int ThreadsPerCore, bool IsAmd)
{
    internal static HostTopology Read(HostRoot host)
    {
        string[] lines = (host.ReadText(HostPaths.ProcessorInfo) ?? string.Empty).Split('\n');
        int processors = Math.Max(1, lines.Count(line => Key(line) == "processor"));
        int siblings = Number(lines, "siblings");
        int cores = Number(lines, "cpu cores");
        bool isUniform = cores > 0 && siblings > cores && siblings % cores == 0;
        return new HostTopology(processors, isUniform ? siblings / cores : 1, lines.Any(line => Key(line) == "vendor_id" && Value(line) == "AuthenticAMD"));
    }

    /// <summary>Processors for one guest that is given most of the host: all but one core, which the host keeps for itself.</summary>
    internal int Share => Processors > ThreadsPerCore ? Processors - ThreadsPerCore : Processors;

    /// <summary>Threads of a core in a guest of that many processors.</summary>
    internal int ThreadsFor(int processors) => processors % ThreadsPerCore == 0 ? ThreadsPerCore : 1;

    private static int Number(string[] lines, string key) =>
        lines.Where(line => Key(line) == key).Select(Value).Select(value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0).FirstOrDefault();

    private static string Key(string line) => line.Split(':')[0].Trim();

    private static string Value(string line) => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
}
