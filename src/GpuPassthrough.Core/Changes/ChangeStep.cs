namespace GpuPassthrough.Changes;

/// <summary>A step of a change that begins.</summary>
/// <param name="Text">What is done, a sentence.</param>
/// <param name="Number">The how manyth it is, from 1.</param>
/// <param name="Total">How many there are.</param>
internal readonly record struct ChangeStep(string Text, int Number, int Total);
