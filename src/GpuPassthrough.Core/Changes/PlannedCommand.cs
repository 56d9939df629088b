using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>A program to run once the files are in place.</summary>
internal sealed class PlannedCommand(params IReadOnlyList<string> arguments) : IEquatable<PlannedCommand>
{
    /// <summary>The program's name and its arguments.</summary>
    internal IReadOnlyList<string> Arguments => arguments;

    /// <summary>It makes something anew from files, such as boot images: harmless to repeat, and to be repeated when the files are put back.</summary>
    internal bool IsRefresher { get; init; } = true;

    /// <summary>What takes back a command that is no refresher, if the change fails; null where nothing needs to.</summary>
    internal PlannedCommand? Inverse { get; init; }

    internal TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    public bool Equals(PlannedCommand? other) =>
        other is not null && IsRefresher == other.IsRefresher && Limit == other.Limit && arguments.SequenceEqual(other.Arguments) && Equals(Inverse, other.Inverse);

    public override bool Equals(object? obj) => Equals(obj as PlannedCommand);

    public override int GetHashCode() => HashCode.Combine(arguments[0], arguments.Count);

    public override string ToString() => CommandText.Of(arguments);
}
