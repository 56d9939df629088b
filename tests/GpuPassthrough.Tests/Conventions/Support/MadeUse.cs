namespace GpuPassthrough.Tests.Conventions.Support;

internal enum MadeUse
{
    Field,
    BaseType,
    Code,
    Attribute,
}
