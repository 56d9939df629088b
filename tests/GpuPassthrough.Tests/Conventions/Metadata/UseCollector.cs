using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace GpuPassthrough.Tests.Conventions.Metadata;

/// <summary>Decodes signatures and attributes, and notes every type they name.</summary>
internal sealed class UseCollector(MetadataReader reader) : ISignatureTypeProvider<TypeName, object?>, ICustomAttributeTypeProvider<TypeName>
{
    internal HashSet<TypeName> Types { get; set; } = [];

    public TypeName GetTypeFromDefinition(MetadataReader _, TypeDefinitionHandle handle, byte rawTypeKind) => Note(Outermost(handle));

    public TypeName GetTypeFromReference(MetadataReader _, TypeReferenceHandle handle, byte rawTypeKind) => Note(Outermost(handle));

    public TypeName GetTypeFromSpecification(MetadataReader _, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public TypeName GetTypeFromSerializedName(string name)
    {
        string full = name.Split(',')[0].Split('+')[0];
        int dot = full.LastIndexOf('.');
        return Note(new TypeName(full[..Math.Max(dot, 0)], full[(dot + 1)..]));
    }

    public TypeName GetPrimitiveType(PrimitiveTypeCode typeCode) => new("System", typeCode.ToString());

    public TypeName GetSystemType() => new("System", "Type");

    public bool IsSystemType(TypeName type) => type == GetSystemType();

    // Metadata does not say how wide an enum of another assembly is; the ones used here are all int.
    public PrimitiveTypeCode GetUnderlyingEnumType(TypeName type) => PrimitiveTypeCode.Int32;

    public TypeName GetSZArrayType(TypeName elementType) => elementType;

    public TypeName GetArrayType(TypeName elementType, ArrayShape shape) => elementType;

    public TypeName GetByReferenceType(TypeName elementType) => elementType;

    public TypeName GetPointerType(TypeName elementType) => elementType;

    public TypeName GetPinnedType(TypeName elementType) => elementType;

    public TypeName GetGenericInstantiation(TypeName genericType, ImmutableArray<TypeName> typeArguments) => genericType;

    public TypeName GetModifiedType(TypeName modifier, TypeName unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeName GetFunctionPointerType(MethodSignature<TypeName> signature) => signature.ReturnType;

    public TypeName GetGenericMethodParameter(object? genericContext, int index) => default;

    public TypeName GetGenericTypeParameter(object? genericContext, int index) => default;

    internal TypeName Outermost(TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil) type = reader.GetTypeDefinition(type.GetDeclaringType());
        return new TypeName(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    private TypeName Outermost(TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        while (type.ResolutionScope.Kind == HandleKind.TypeReference) type = reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
        return new TypeName(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    private TypeName Note(TypeName type)
    {
        Types.Add(type);
        return type;
    }
}
