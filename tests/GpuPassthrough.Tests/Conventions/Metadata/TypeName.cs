namespace GpuPassthrough.Tests.Conventions.Metadata;

/// <summary>An outermost type; what is nested in it, closures too, counts as it.</summary>
internal readonly record struct TypeName(string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}
