namespace GpuPassthrough.Boot.CommandLine;

/// <summary>What a wish about a kernel argument asks for. <see cref="ArgumentNames"/> tells the kinds of names apart.</summary>
internal enum ArgumentEditKind
{
    /// <summary>The argument is there once, with this value.</summary>
    Set,

    /// <summary>
    /// The comma-separated value of the last occurrence has these elements too; those it lacks come at its end. Lists of
    /// hardware IDs are merged from all occurrences into the last. For names whose occurrences are values of their own, such
    /// as <c>console</c>, an occurrence with exactly this value is there.
    /// </summary>
    Append,

    /// <summary>
    /// The comma-separated value has none of these elements, in no occurrence; an argument left without any goes. For names
    /// whose occurrences are values of their own, those with exactly this value go.
    /// </summary>
    TakeOut,

    /// <summary>The argument is not there.</summary>
    Remove,
}
