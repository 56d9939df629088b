namespace GpuPassthrough.Snapshots.Redaction;

/// <summary>/proc/cpuinfo: what kind of processor the first one is.</summary>
internal static class ProcessorInfoText
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "processor", "vendor_id", "cpu family", "model", "model name", "stepping", "flags", "vmx flags", "address sizes",
        "CPU implementer", "CPU architecture", "CPU variant", "CPU part", "CPU revision", "Features",
    };

    internal static string Redact(string text, Redactor redactor) => string.Concat(
        text.Split('\n').TakeWhile(line => !string.IsNullOrWhiteSpace(line))
            .Where(line => Names.Contains(line.Split(':')[0].Trim()))
            .Select(line => redactor.Scrub(line) + "\n"));
}
