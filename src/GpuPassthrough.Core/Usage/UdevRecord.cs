using GpuPassthrough.Host;

namespace GpuPassthrough.Usage;

/// <summary>What udev found on a block device (its database, one file per device number).</summary>
internal readonly record struct UdevRecord(string? FileSystem, string? Label)
{
    private const string TypeKey = "E:ID_FS_TYPE=";
    private const string LabelKey = "E:ID_FS_LABEL=";

    /// <summary>True when the device is a part of something larger, not a file system itself.</summary>
    internal bool IsMember => FileSystem is not null && (FileSystem.EndsWith("_member", StringComparison.Ordinal) || FileSystem == "crypto_LUKS");

    internal bool IsInPool(string pool) => FileSystem == "zfs_member" && Label == pool;

    public override string ToString() => string.IsNullOrEmpty(Label) ? FileSystem ?? "" : $"{FileSystem} {Label}";

    internal static UdevRecord Read(HostRoot host, string? number)
    {
        if (number is null || host.ReadText(HostPaths.UdevBlockData + number) is not string text) return default;
        string[] lines = text.Split('\n');
        return new UdevRecord(Value(lines, TypeKey), Value(lines, LabelKey));
    }

    private static string? Value(string[] lines, string key) =>
        Array.Find(lines, line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim();
}
