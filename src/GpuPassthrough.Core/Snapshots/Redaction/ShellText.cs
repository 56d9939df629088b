using System.Text;
using System.Text.RegularExpressions;

namespace GpuPassthrough.Snapshots.Redaction;

/// <summary>
/// Configuration that a shell sources: /etc/default/grub, mkinitcpio.conf, dracut.conf, initramfs.conf. Assignments stay,
/// with values by name: kernel command lines word by word, settled names but for identifiers, others as placeholders.
/// Any other code becomes a comment that says nothing, and comments lose their text.
/// </summary>
internal static partial class ShellText
{
    private static readonly HashSet<string> SafeNames = new(StringComparer.Ordinal)
    {
        // grub-mkconfig
        "GRUB_DEFAULT", "GRUB_SAVEDEFAULT", "GRUB_TIMEOUT", "GRUB_TIMEOUT_STYLE", "GRUB_HIDDEN_TIMEOUT", "GRUB_HIDDEN_TIMEOUT_QUIET",
        "GRUB_RECORDFAIL_TIMEOUT", "GRUB_DISTRIBUTOR", "GRUB_DISABLE_RECOVERY", "GRUB_DISABLE_LINUX_RECOVERY", "GRUB_DISABLE_SUBMENU",
        "GRUB_DISABLE_OS_PROBER", "GRUB_DISABLE_LINUX_UUID", "GRUB_DISABLE_LINUX_PARTUUID", "GRUB_TERMINAL", "GRUB_TERMINAL_INPUT",
        "GRUB_TERMINAL_OUTPUT", "GRUB_GFXMODE", "GRUB_GFXPAYLOAD_LINUX", "GRUB_ENABLE_BLSCFG", "GRUB_ENABLE_CRYPTODISK",
        "GRUB_PRELOAD_MODULES", "GRUB_FLAVOUR_ORDER",

        // mkinitcpio.conf(5), initramfs.conf(5)
        "MODULES", "HOOKS", "COMPRESSION", "COMPRESSION_OPTIONS", "MODULES_DECOMPRESS", "BUSYBOX", "COMPRESS", "COMPRESSLEVEL", "BOOT",
        "FSTYPE", "RUNSIZE", "FRAMEBUFFER", "UMASK",

        // dracut.conf(5)
        "add_drivers", "force_drivers", "omit_drivers", "drivers", "dracutmodules", "add_dracutmodules", "force_add_dracutmodules",
        "omit_dracutmodules", "filesystems", "hostonly", "hostonly_mode", "hostonly_cmdline", "compress", "early_microcode", "uefi",
        "reproducible", "no_kernel", "no_hostonly_commandline",

        // mkinitcpio's presets, update-initramfs.conf(5), openSUSE's bootloader
        "PRESETS", "update_initramfs", "backup_initramfs", "LOADER_TYPE",
    };

    internal static string Redact(string text, Redactor redactor)
    {
        StringBuilder redacted = new();
        for (int position = 0; position < text.Length;)
        {
            Match assignment = Assignment().Match(text, position);
            if (assignment.Success)
            {
                int end = ValueEnd(text, assignment.Index + assignment.Length);
                string value = text[(assignment.Index + assignment.Length)..end];
                redacted.Append(assignment.Value).Append(Value(assignment.Groups["name"].Value, value, redactor));
                position = end;
                Rest(text, ref position, redacted, redactor);
                continue;
            }

            Rest(text, ref position, redacted, redactor);
        }

        return redacted.ToString();
    }

    /// <summary>What follows on the line, up to and with its end.</summary>
    private static void Rest(string text, ref int position, StringBuilder redacted, Redactor redactor)
    {
        int end = text.IndexOf('\n', position);
        string rest = (end < 0 ? text[position..] : text[position..end]).Trim();
        if (rest.StartsWith('#')) redacted.Append('#');
        else if (rest.Length > 0) redacted.Append(" # ").Append(redactor.Placeholder(rest));
        if (end >= 0) redacted.Append('\n');
        position = end < 0 ? text.Length : end + 1;
    }

    private static string Value(string name, string value, Redactor redactor)
    {
        bool isCommandLine = name.StartsWith("GRUB_CMDLINE", StringComparison.Ordinal) || name is "kernel_cmdline" or "LINUX_OPTIONS" or "LINUX_FALLBACK_OPTIONS";
        (string open, string inner, string close) = Unwrap(value);
        if (isCommandLine) return open + KernelArguments.Redact(inner, redactor) + close;
        if (SafeNames.Contains(name) || PresetPath().IsMatch(name)) return redactor.Scrub(Comment().Replace(value, "$1#"));
        return SafeArguments.IsTrivial(inner) ? value : open + redactor.Placeholder(inner) + close;
    }

    private static (string Open, string Inner, string Close) Unwrap(string value)
    {
        bool isWrapped = value.Length > 1 && (value[0], value[^1]) is ('"', '"') or ('\'', '\'') or ('(', ')');
        return isWrapped ? (value[..1], value[1..^1], value[^1..]) : (string.Empty, value, string.Empty);
    }

    /// <summary>Where a value ends: at white space or a separator outside quotes, brackets and command substitutions.</summary>
    private static int ValueEnd(string text, int start)
    {
        int depth = 0;
        for (int index = start; index < text.Length; index++)
        {
            switch (text[index])
            {
                case '\\':
                    index++;
                    break;
                case '\'':
                    index = Closing(text, index, '\'', escapes: false);
                    break;
                case '"' or '`':
                    index = Closing(text, index, text[index], escapes: true);
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when depth > 0:
                    depth--;
                    break;
                case ' ' or '\t' or '\n' or ';' or '&' or '|' when depth == 0:
                    return index;
                case '#' when depth > 0 && char.IsWhiteSpace(text[index - 1]):
                    index = Math.Max(index, text.IndexOf('\n', index) - 1);
                    break;
                default:
                    break;
            }
        }

        return text.Length;
    }

    private static int Closing(string text, int open, char quote, bool escapes)
    {
        for (int index = open + 1; index < text.Length; index++)
        {
            if (text[index] == quote) return index;
            if (escapes && text[index] == '\\') index++;
        }

        return text.Length;
    }

    // What a preset of mkinitcpio says of an image, its own name in front: ALL_kver, default_uki.
    [GeneratedRegex(@"^[A-Za-z0-9]+_(?:kver|config|image|uki|efi_image|cmdline)\z")]
    private static partial Regex PresetPath();

    [GeneratedRegex(@"\G[ \t]*(?:export[ \t]+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)\+?=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(^|\s)#[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
