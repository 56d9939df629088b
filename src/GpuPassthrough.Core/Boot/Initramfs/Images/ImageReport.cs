using System.Security.Cryptography;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs.Images;

/// <summary>The image of a kernel as it was read: where it is, how old, and what it holds.</summary>
internal sealed class ImageReport
{
    private readonly HostRoot _host;
    private readonly ImageIndex _index = new();

    private ImageReport(HostRoot host) => _host = host;

    /// <summary>The image, below the root; null when none was found.</summary>
    internal string? Path { get; private init; }

    /// <summary>When it was last written: before the configuration means that it is out of date.</summary>
    internal DateTimeOffset? Modified { get; private init; }

    /// <summary>Why it could not be read to its end; null when it was.</summary>
    internal string? Reason { get; private set; }

    /// <summary>How many names it holds, as far as it was read.</summary>
    internal int Entries => _index.Count;

    /// <summary>Reads the first of the files that is there; who watches is told how many of its bytes were taken.</summary>
    internal static ImageReport Read(HostRoot host, IReadOnlyList<string> paths, ImageLimits? limits = null, CommandRunner? runner = null, Action<WorkProgress>? watch = null)
    {
        string? path = paths.FirstOrDefault(path => host.Identify(path) is { IsRegularFile: true });
        if (path is null) return new ImageReport(host) { Reason = Messages.Format("ImageMissing", string.Join(", ", paths.Select(host.Describe))) };
        Errno error = HostStream.Open(host, path, out HostStream? file);
        if (file is null) return new ImageReport(host) { Path = path, Modified = Time(host.Identify(path)), Reason = Messages.Format("ImageUnreadable", host.Describe(path), error) };
        using (file)
        {
            ImageReport report = new(host) { Path = path, Modified = Time(file.Identity) };
            string shown = host.Describe(path);
            ImageReader reader = new(limits ?? ImageLimits.Usual, runner ?? (host.IsLive ? new CommandRunner() : null), bytes => watch?.Invoke(new WorkProgress(shown, bytes, file.Length)));
            report.Reason = reader.Read(file, report._index) is string reason
                ? Messages.Format("ImageUnfinished", shown, reason)
                : null;
            return report;
        }
    }

    /// <summary>Whether it holds a file, by its path below the image's root, and whether that is the host's file of this path as it is now.</summary>
    internal ImageContent Find(string path)
    {
        bool holds = _index.Find(path, out byte[]? hash);
        ImageState state = holds ? ImageState.Holds : Reason is null ? ImageState.Lacks : ImageState.Unknown;
        return Content(state) with { IsCurrent = hash is null ? null : IsSame(path, hash) };
    }

    /// <summary>Whether it holds a kernel module, whatever the directory and the compression.</summary>
    internal ImageContent FindModule(string module) =>
        Content(_index.HasModule(module) ? ImageState.Holds : Reason is null ? ImageState.Lacks : ImageState.Unknown);

    private ImageContent Content(ImageState state) => new(state, Path, Modified, state == ImageState.Unknown ? Reason : null);

    private bool? IsSame(string path, byte[] hash) =>
        _host.ReadBytes(path, ImageIndex.LargestCompared + 1) is byte[] bytes ? hash.AsSpan().SequenceEqual(SHA256.HashData(bytes)) : null;

    private static DateTimeOffset? Time(FileIdentity? identity) =>
        identity is FileIdentity file ? DateTimeOffset.FromUnixTimeSeconds(file.ModifiedSeconds).AddTicks(file.ModifiedNanoseconds / 100) : null;
}
