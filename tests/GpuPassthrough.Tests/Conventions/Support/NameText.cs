using System.Reflection;

namespace GpuPassthrough.Tests.Conventions.Support;

/// <summary>Names types as C# does, with the marks of nullable references.</summary>
internal static class NameText
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(short)] = "short",
        [typeof(string)] = "string",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(ushort)] = "ushort",
        [typeof(void)] = "void",
    };

    internal static string Of(PropertyInfo property) => Of(property.PropertyType, Nullability.Create(property));

    internal static string Of(FieldInfo field) => Of(field.FieldType, Nullability.Create(field));

    internal static string Of(ParameterInfo parameter) => Of(parameter.ParameterType, Nullability.Create(parameter));

    internal static string Of(Type type, NullabilityInfo? info = null)
    {
        if (type.IsByRef) return Of(type.GetElementType()!, info);
        if (Nullable.GetUnderlyingType(type) is Type inner) return Of(inner) + "?";
        string mark = !type.IsValueType && info?.ReadState == NullabilityState.Nullable ? "?" : string.Empty;
        if (type.IsArray) return Of(type.GetElementType()!, info?.ElementType) + "[]" + mark;
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword + mark;
        if (!type.IsGenericType) return type.Name + mark;
        IEnumerable<string> arguments = type.GetGenericArguments().Select((argument, index) => Of(argument, info?.GenericTypeArguments.ElementAtOrDefault(index)));
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>{mark}";
    }
}
