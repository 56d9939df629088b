using System.Management.Automation;

namespace GpuPassthrough.Binding;

/// <summary>Makes targets of whatever names domains: see <see cref="DomainTargetReader"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DomainTargetTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => DomainTargetReader.Read(inputData);
}
