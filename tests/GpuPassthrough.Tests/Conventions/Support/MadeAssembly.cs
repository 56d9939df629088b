using System.ComponentModel;
using System.Reflection;
using System.Reflection.Emit;

namespace GpuPassthrough.Tests.Conventions.Support;

/// <summary>A small assembly in which one type uses another, to show that a check of assemblies sees it.</summary>
internal static class MadeAssembly
{
    internal static MemoryStream Where(string userNamespace, string usedNamespace, MadeUse use)
    {
        PersistedAssemblyBuilder assembly = new(new AssemblyName("Made"), typeof(object).Assembly);
        ModuleBuilder module = assembly.DefineDynamicModule("Made");
        TypeBuilder used = module.DefineType(usedNamespace + ".Used", TypeAttributes.Public);
        ConstructorBuilder constructor = used.DefineDefaultConstructor(MethodAttributes.Public);
        used.CreateType();
        TypeBuilder user = module.DefineType(userNamespace + ".User", TypeAttributes.Public, use == MadeUse.BaseType ? used : null);
        Use(user, used, constructor, use);
        user.CreateType();
        MemoryStream stream = new();
        assembly.Save(stream);
        stream.Position = 0;
        return stream;
    }

    private static void Use(TypeBuilder user, TypeBuilder used, ConstructorBuilder constructor, MadeUse use)
    {
        if (use == MadeUse.Field) user.DefineField("field", typeof(List<>).MakeGenericType(used), FieldAttributes.Public);
        if (use == MadeUse.Attribute)
        {
            ConstructorInfo attribute = typeof(TypeConverterAttribute).GetConstructor([typeof(string)])!;
            user.SetCustomAttribute(new CustomAttributeBuilder(typeof(TypeConverterAttribute).GetConstructor([typeof(Type)]) ?? attribute, [used]));
        }

        if (use != MadeUse.Code) return;
        ILGenerator code = user.DefineMethod("Method", MethodAttributes.Public, typeof(object), []).GetILGenerator();
        code.Emit(OpCodes.Ldstr, "text");
        code.Emit(OpCodes.Pop);
        code.Emit(OpCodes.Newobj, constructor);
        code.Emit(OpCodes.Ret);
    }
}
