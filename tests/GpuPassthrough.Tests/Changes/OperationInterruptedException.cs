namespace GpuPassthrough.Tests.Changes;

/// <summary>Stands for the end of the process.</summary>
public sealed class OperationInterruptedException : Exception;
