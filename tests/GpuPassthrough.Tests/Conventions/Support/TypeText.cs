using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace GpuPassthrough.Tests.Conventions.Support;

/// <summary>Writes what a type shows to its users; what the compiler made for a record is left out.</summary>
internal static class TypeText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static string Head(Type type)
    {
        Type[] parents = [.. Parents(type)];
        return $"{Kind(type)} {type.FullName}{(parents.Length == 0 ? string.Empty : " : " + string.Join(", ", parents.Select(parent => NameText.Of(parent))))}";
    }

    internal static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type).Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} = {Enum.Format(type, Enum.Parse(type, name), "d")}"));
        return type.GetMembers(Declared).Select(Describe).OfType<string>().Order(StringComparer.Ordinal);
    }

    private static string Kind(Type type)
    {
        string record = type.GetMethod("PrintMembers", Declared) is null ? string.Empty : "record ";
        return type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => record + "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => $"abstract {record}class",
            { IsSealed: true } => $"sealed {record}class",
            _ => record + "class",
        };
    }

    private static IEnumerable<Type> Parents(Type type)
    {
        if (type.IsEnum) return [];
        IEnumerable<Type> parents = type.BaseType is Type parent && parent != typeof(object) && parent != typeof(ValueType) ? [parent] : [];
        return parents.Concat(type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).OrderBy(other => NameText.Of(other), StringComparer.Ordinal));
    }

    private static string? Describe(MemberInfo member) => member switch
    {
        PropertyInfo property => Describe(property),
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute)) => null,
        FieldInfo field => IsVisible(field.Attributes) ? $"{Static(field.IsStatic)}{NameText.Of(field)} {field.Name}" : null,
        EventInfo added => IsVisible(added.AddMethod) ? $"event {NameText.Of(added.EventHandlerType!)} {added.Name}" : null,
        ConstructorInfo constructor => IsVisible(constructor) ? $"new({Parameters(constructor)})" : null,
        MethodInfo method => IsVisible(method) && !IsAccessor(method) ? $"{Static(method.IsStatic)}{NameText.Of(method.ReturnParameter)} {method.Name}{Generic(method)}({Parameters(method)})" : null,
        _ => null,
    };

    private static string? Describe(PropertyInfo property)
    {
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ?? false;
        string accessors = (IsVisible(property.GetMethod) ? "get; " : string.Empty) + (IsVisible(property.SetMethod) ? isInit ? "init; " : "set; " : string.Empty);
        bool isStatic = (property.GetMethod ?? property.SetMethod)!.IsStatic;
        return accessors.Length == 0 ? null : $"{Static(isStatic)}{NameText.Of(property)} {property.Name} {{ {accessors}}}";
    }

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static bool IsVisible(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static string Static(bool isStatic) => isStatic ? "static " : string.Empty;

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : string.Empty;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        (parameter.IsOut ? "out " : string.Empty) + NameText.Of(parameter) + " " + parameter.Name + (parameter.IsOptional ? " = " + Default(parameter) : string.Empty)));

    private static string Default(ParameterInfo parameter) => Convert.ToString(parameter.RawDefaultValue, CultureInfo.InvariantCulture) is { Length: > 0 } value ? value : "default";
}
