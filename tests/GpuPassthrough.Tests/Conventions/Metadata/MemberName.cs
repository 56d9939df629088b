namespace GpuPassthrough.Tests.Conventions.Metadata;

/// <summary>A member as metadata names it: the outermost type's namespace and name, and the member's name.</summary>
internal readonly record struct MemberName(TypeName Type, string Member)
{
    public override string ToString() => $"{Type}.{Member}";
}
