using GpuPassthrough.Host;

namespace GpuPassthrough.Libvirt.Client;

/// <summary>An error as libvirt left it for the thread that called it (struct _virError of virterror.h).</summary>
/// <param name="Code">virErrorNumber.</param>
/// <param name="Domain">virErrorDomain: the part that raised it.</param>
/// <param name="Message">libvirt's message.</param>
/// <param name="Number">The errno of a system error, in int1.</param>
internal sealed record LibvirtFailure(int Code, int Domain, string Message, int Number = 0)
{
    internal const int InvalidArgument = 8;

    private const int NoSupport = 3;
    private const int NoConnect = 5;
    private const int OperationFailed = 9;
    private const int XmlError = 27;
    private const int DomainExists = 28;
    private const int OperationDenied = 29;
    private const int XmlDetail = 35;
    private const int SystemError = 38;
    private const int NoDomain = 42;
    private const int AuthFailed = 45;
    private const int OperationInvalid = 55;
    private const int ConfigUnsupported = 67;
    private const int OperationTimeout = 68;
    private const int ArgumentUnsupported = 74;
    private const int AuthCancelled = 79;
    private const int OperationUnsupported = 84;
    private const int ResourceBusy = 87;
    private const int AccessDenied = 88;
    private const int XmlInvalidSchema = 92;
    private const int AuthUnavailable = 94;
    private const int FromRpc = 7;

    /// <summary>libvirt's message, fit to be shown.</summary>
    internal string Text => string.Join(' ', Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => SafeLine.Of(line)));

    // qemu_capabilities.c: of capabilities, and of a definition.
    private bool SaysNoKvm =>
        Message.Contains("accel 'kvm' is not supported", StringComparison.Ordinal)
        || Message.Contains("KVM is not supported by", StringComparison.Ordinal)
        || Message.Contains("does not support virt type 'kvm'", StringComparison.Ordinal);

    internal LibvirtFailureKind Kind => Code switch
    {
        InvalidArgument or ConfigUnsupported when SaysNoKvm => LibvirtFailureKind.NoKvm,
        AuthFailed or AuthCancelled or AuthUnavailable or AccessDenied or OperationDenied => LibvirtFailureKind.Denied,
        SystemError when (Errno)Number is Errno.AccessDenied or Errno.NotPermitted => LibvirtFailureKind.Denied,
        SystemError when Domain == FromRpc => LibvirtFailureKind.NoDaemon,
        NoConnect => LibvirtFailureKind.NoDriver,
        NoDomain => LibvirtFailureKind.NoDomain,
        XmlError or XmlDetail or XmlInvalidSchema => LibvirtFailureKind.Schema,
        OperationFailed when Message.Contains("with uuid", StringComparison.Ordinal) => LibvirtFailureKind.Exists,
        DomainExists => LibvirtFailureKind.Exists,
        NoSupport or ConfigUnsupported or ArgumentUnsupported or OperationUnsupported => LibvirtFailureKind.Unsupported,
        ResourceBusy or OperationTimeout => LibvirtFailureKind.Busy,
        OperationInvalid => LibvirtFailureKind.Invalid,
        _ => LibvirtFailureKind.Other,
    };
}
