using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace GpuPassthrough.Tests.Conventions.Metadata;

/// <summary>Walks the instructions of a method for the types and members they name (ECMA-335, partition III).</summary>
internal static class MethodCode
{
    private const int TwoByteMark = 0xfe;

    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    internal static IEnumerable<EntityHandle> Handles(BlobReader code)
    {
        List<EntityHandle> handles = [];
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            if (value == TwoByteMark) value = (value << 8) | code.ReadByte();
            OperandType operand = Operands[value];
            if (operand is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                handles.Add(MetadataTokens.EntityHandle(code.ReadInt32()));
            }
            else
            {
                code.Offset += Size(operand, code);
            }
        }

        return handles;
    }

    private static int Size(OperandType operand, BlobReader code) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * code.ReadInt32()),
        _ => 4,
    };
}
