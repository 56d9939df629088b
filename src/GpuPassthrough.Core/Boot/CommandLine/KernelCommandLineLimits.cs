using System.Text;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.CommandLine;

/// <summary>
/// How long a command line may get before the kernel cuts it without a word (COMMAND_LINE_SIZE in arch/*/include/**/setup.h),
/// and a list of hardware IDs before vfio-pci refuses it whole (char ids[1024] in drivers/vfio/pci/vfio_pci.c). Both sizes
/// include the closing NUL.
/// </summary>
/// <param name="LineSize">COMMAND_LINE_SIZE.</param>
internal sealed record KernelCommandLineLimits(int LineSize)
{
    internal const int IdListSize = 1024;

    // The least of the architectures listed, for one that is unknown.
    private const int LeastLineSize = 1024;

    /// <param name="machine">e_machine of elf(5); null when unknown.</param>
    internal static KernelCommandLineLimits Of(int? machine) => new(machine switch
    {
        3 or 62 => 2048, // x86
        183 => 2048, // arm64
        20 or 21 => 2048, // powerpc
        8 or 258 => 4096, // mips, loongarch
        _ => LeastLineSize, // 32-bit arm has 1024; with riscv it is an option of the kernel's build, and was 1024
    });

    internal static KernelCommandLineLimits Of(HostRoot host) => Of(MachineArchitecture.Read(host));

    /// <summary>Refuses what would be cut. A line that is too long already may stay and may get shorter.</summary>
    /// <param name="before">The line as it is configured.</param>
    /// <param name="after">The line as it is to be.</param>
    /// <param name="place">Where it is configured, for the error.</param>
    /// <param name="reserve">Bytes that the boot loader adds, such as BOOT_IMAGE= and root=.</param>
    /// <exception cref="BootConfigurationException">It is longer than the kernel takes.</exception>
    internal void Check(KernelCommandLine before, KernelCommandLine after, string place, int reserve = 0)
    {
        CheckIds(before, after);
        int length = Bytes(after.ToString());
        if (length + reserve + 1 <= LineSize || length <= Bytes(before.ToString())) return;
        throw new BootConfigurationException("CommandLineTooLong", place, length, reserve, LineSize - 1);
    }

    private static void CheckIds(KernelCommandLine before, KernelCommandLine after)
    {
        int longest = before.Tokens.Select(IdBytes).DefaultIfEmpty().Max();
        KernelToken? tooLong = after.Tokens.FirstOrDefault(token => IdBytes(token) + 1 > Math.Max(IdListSize, longest + 1));
        if (tooLong is not null) throw new BootConfigurationException("IdListTooLong", tooLong.Name, IdBytes(tooLong), IdListSize - 1);
    }

    private static int IdBytes(KernelToken token) => ArgumentNames.IsIdList(token.Name) ? Bytes(token.Value ?? string.Empty) : 0;

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
