using System.Management.Automation;

namespace GpuPassthrough.Binding;

/// <summary>Makes targets of whatever names PCI functions: see <see cref="PciTargetReader"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PciTargetTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => PciTargetReader.Read(inputData);
}
