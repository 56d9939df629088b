namespace GpuPassthrough.Tests.Conventions.Metadata;

/// <summary>What one type of an assembly refers to, in signatures, attributes and code.</summary>
internal sealed class TypeUses(TypeName type)
{
    internal TypeName Type { get; } = type;

    internal HashSet<TypeName> Types { get; } = [];

    internal HashSet<MemberName> Members { get; } = [];

    /// <summary>It declares a function of a native library.</summary>
    internal bool CallsNative { get; set; }
}
