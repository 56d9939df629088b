using System.Management.Automation;
using System.Reflection;
using System.Text;
using GpuPassthrough.Tests.Conventions.Support;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>What others can use, as text: the syntax of every cmdlet, and the public types of Core.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static string Write()
    {
        StringBuilder text = new();
        foreach (CmdletInfo cmdlet in CmdletInfos.All) WriteCmdlet(text, cmdlet);
        foreach (Type type in typeof(PassthroughException).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)) WriteType(text, type);
        return text.ToString();
    }

    private static void WriteCmdlet(StringBuilder text, CmdletInfo cmdlet)
    {
        foreach (CommandParameterSetInfo set in cmdlet.ParameterSets.OrderBy(set => set.Name, StringComparer.Ordinal)) text.Append($"{cmdlet.Name} {set}\n");
        foreach (PSTypeName output in cmdlet.OutputType) text.Append($"    -> {output.Name}\n");
        text.Append('\n');
    }

    private static void WriteType(StringBuilder text, Type type)
    {
        text.Append($"{Kind(type)} {type.FullName}{Parents(type)}\n");
        foreach (string member in type.GetMembers(Declared).Select(member => Describe(type, member)).OfType<string>().Order(StringComparer.Ordinal)) text.Append($"    {member}\n");
        text.Append('\n');
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Parents(Type type)
    {
        if (type.IsEnum) return string.Empty;
        IEnumerable<Type> parents = type.BaseType is Type parent && parent != typeof(object) && parent != typeof(ValueType) ? [parent] : [];
        Type[] interfaces = [.. type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).OrderBy(Name, StringComparer.Ordinal)];
        string[] names = [.. parents.Concat(interfaces).Select(Name)];
        return names.Length == 0 ? string.Empty : " : " + string.Join(", ", names);
    }

    private static string? Describe(Type type, MemberInfo member) => member switch
    {
        FieldInfo field when type.IsEnum => field.IsStatic ? $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), null)}" : null,
        FieldInfo field => IsVisible(field.Attributes) ? $"{Static(field.IsStatic)}{Name(field.FieldType)} {field.Name}" : null,
        PropertyInfo property => Describe(property),
        EventInfo added => IsVisible(added.AddMethod) ? $"event {Name(added.EventHandlerType!)} {added.Name}" : null,
        ConstructorInfo constructor => IsVisible(constructor) ? $"new({Parameters(constructor)})" : null,
        MethodInfo method => IsVisible(method) && !IsAccessor(method) ? $"{Static(method.IsStatic)}{Name(method.ReturnType)} {method.Name}{Generic(method)}({Parameters(method)})" : null,
        _ => null,
    };

    private static string? Describe(PropertyInfo property)
    {
        string accessors = (IsVisible(property.GetMethod) ? "get; " : string.Empty) + (IsVisible(property.SetMethod) ? "set; " : string.Empty);
        bool isStatic = (property.GetMethod ?? property.SetMethod)!.IsStatic;
        return accessors.Length == 0 ? null : $"{Static(isStatic)}{Name(property.PropertyType)} {property.Name} {{ {accessors}}}";
    }

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static bool IsVisible(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static string Static(bool isStatic) => isStatic ? "static " : string.Empty;

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : string.Empty;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsOut ? "out " : string.Empty)}{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = " + (parameter.RawDefaultValue ?? "null") : string.Empty)}"));

    private static string Name(Type type)
    {
        if (type.IsByRef) return Name(type.GetElementType()!);
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is Type inner) return Name(inner) + "?";
        if (!type.IsGenericType) return type.Name;
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
