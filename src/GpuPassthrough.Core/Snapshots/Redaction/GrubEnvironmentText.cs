namespace GpuPassthrough.Snapshots.Redaction;

/// <summary>GRUB's environment block, <c>name=value</c> lines: the kernel arguments word by word, and the entry that starts.</summary>
internal static class GrubEnvironmentText
{
    internal static string Redact(string text, Redactor redactor) => string.Concat(text.Split('\n').Select(line => RedactLine(line, redactor)));

    private static string RedactLine(string line, Redactor redactor)
    {
        string[] parts = line.Split('=', 2);
        return parts switch
        {
            ["kernelopts", string value] => $"kernelopts={KernelArguments.Redact(value, redactor)}\n",
            ["saved_entry", string value] => $"saved_entry={redactor.Scrub(value)}\n",
            _ => string.Empty,
        };
    }
}
