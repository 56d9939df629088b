using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace GpuPassthrough.Tests.Conventions.Metadata;

/// <summary>Reads what each type of an assembly uses.</summary>
internal sealed class TypeUseReader(PEReader image)
{
    private readonly MetadataReader _reader = image.GetMetadataReader();
    private readonly UseCollector _collector = new(image.GetMetadataReader());

    internal IReadOnlyCollection<TypeUses> Read()
    {
        Dictionary<TypeName, TypeUses> found = [];
        foreach (TypeDefinitionHandle handle in _reader.TypeDefinitions)
        {
            TypeName name = _collector.Outermost(handle);
            if (!found.TryGetValue(name, out TypeUses? uses)) found.Add(name, uses = new TypeUses(name));
            _collector.Types = uses.Types;
            ReadType(_reader.GetTypeDefinition(handle), uses);
        }

        return found.Values;
    }

    private void ReadType(TypeDefinition type, TypeUses uses)
    {
        Resolve(type.BaseType, uses);
        foreach (InterfaceImplementationHandle handle in type.GetInterfaceImplementations()) Resolve(_reader.GetInterfaceImplementation(handle).Interface, uses);
        ReadAttributes(type.GetCustomAttributes(), uses);
        ReadConstraints(type.GetGenericParameters(), uses);
        foreach (FieldDefinition field in type.GetFields().Select(_reader.GetFieldDefinition))
        {
            field.DecodeSignature(_collector, null);
            ReadAttributes(field.GetCustomAttributes(), uses);
        }

        foreach (PropertyDefinition property in type.GetProperties().Select(_reader.GetPropertyDefinition)) ReadAttributes(property.GetCustomAttributes(), uses);
        foreach (EventDefinition @event in type.GetEvents().Select(_reader.GetEventDefinition)) Resolve(@event.Type, uses);
        foreach (MethodDefinition method in type.GetMethods().Select(_reader.GetMethodDefinition)) ReadMethod(method, uses);
    }

    private void ReadMethod(MethodDefinition method, TypeUses uses)
    {
        method.DecodeSignature(_collector, null);
        ReadAttributes(method.GetCustomAttributes(), uses);
        ReadConstraints(method.GetGenericParameters(), uses);
        foreach (ParameterHandle handle in method.GetParameters()) ReadAttributes(_reader.GetParameter(handle).GetCustomAttributes(), uses);
        uses.CallsNative |= !method.GetImport().Name.IsNil;
        if (method.RelativeVirtualAddress == 0) return;
        MethodBodyBlock body = image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil) _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_collector, null);
        foreach (ExceptionRegion region in body.ExceptionRegions) Resolve(region.CatchType, uses);
        foreach (EntityHandle handle in MethodCode.Handles(body.GetILReader())) Resolve(handle, uses);
    }

    private void ReadAttributes(CustomAttributeHandleCollection attributes, TypeUses uses)
    {
        foreach (CustomAttribute attribute in attributes.Select(_reader.GetCustomAttribute))
        {
            Resolve(attribute.Constructor, uses);
            attribute.DecodeValue(_collector);
        }
    }

    private void ReadConstraints(GenericParameterHandleCollection parameters, TypeUses uses)
    {
        foreach (GenericParameterConstraintHandle handle in parameters.SelectMany(parameter => _reader.GetGenericParameter(parameter).GetConstraints()))
        {
            Resolve(_reader.GetGenericParameterConstraint(handle).Type, uses);
        }
    }

    private TypeName Resolve(EntityHandle handle, TypeUses uses)
    {
        if (handle.IsNil) return default;
        return handle.Kind switch
        {
            HandleKind.TypeDefinition => _collector.GetTypeFromDefinition(_reader, (TypeDefinitionHandle)handle, 0),
            HandleKind.TypeReference => _collector.GetTypeFromReference(_reader, (TypeReferenceHandle)handle, 0),
            HandleKind.TypeSpecification => _collector.GetTypeFromSpecification(_reader, null, (TypeSpecificationHandle)handle, 0),
            HandleKind.MethodDefinition => ResolveMethod(_reader.GetMethodDefinition((MethodDefinitionHandle)handle), uses),
            HandleKind.FieldDefinition => ResolveField(_reader.GetFieldDefinition((FieldDefinitionHandle)handle), uses),
            HandleKind.MemberReference => ResolveReference(_reader.GetMemberReference((MemberReferenceHandle)handle), uses),
            HandleKind.MethodSpecification => ResolveGeneric(_reader.GetMethodSpecification((MethodSpecificationHandle)handle), uses),
            _ => throw new BadImageFormatException($"Unexpected {handle.Kind} in code."),
        };
    }

    private TypeName ResolveMethod(MethodDefinition method, TypeUses uses) => Note(Resolve(method.GetDeclaringType(), uses), method.Name, uses);

    private TypeName ResolveField(FieldDefinition field, TypeUses uses) => Note(Resolve(field.GetDeclaringType(), uses), field.Name, uses);

    private TypeName ResolveReference(MemberReference member, TypeUses uses)
    {
        if (member.GetKind() == MemberReferenceKind.Method) member.DecodeMethodSignature(_collector, null);
        else member.DecodeFieldSignature(_collector, null);
        return Note(Resolve(member.Parent, uses), member.Name, uses);
    }

    private TypeName ResolveGeneric(MethodSpecification method, TypeUses uses)
    {
        method.DecodeSignature(_collector, null);
        return Resolve(method.Method, uses);
    }

    private TypeName Note(TypeName type, StringHandle member, TypeUses uses)
    {
        uses.Members.Add(new MemberName(type, _reader.GetString(member)));
        return type;
    }
}
