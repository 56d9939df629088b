namespace GpuPassthrough.Changes;

/// <summary>What a taking back asks of those who know the host's programs: which commands complete it.</summary>
/// <param name="Paths">The files that are put back, below the host's root.</param>
/// <param name="Arguments">What is to be done to arguments that a program keeps; null where the change did not touch such.</param>
internal sealed record UndoQuestion(IReadOnlyList<string> Paths, ArgumentChange? Arguments);
