using System.Management.Automation;
using GpuPassthrough.Boot;
using GpuPassthrough.Changes;
using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Creation;
using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.HostDevices;
using GpuPassthrough.Libvirt.Power;
using GpuPassthrough.Libvirt.Stealth;
using GpuPassthrough.Pci;
using GpuPassthrough.Snapshots;
using GpuPassthrough.Vfio;
using GpuPassthrough.Vfio.Binding;
using GpuPassthrough.Vfio.Guards;

namespace GpuPassthrough.Errors;

/// <summary>The one place where error records are made.</summary>
internal static class ErrorFactory
{
    internal static ErrorRecord Create(PassthroughException exception) =>
        new(exception, exception.ErrorId, Category(exception), exception.Subject)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = NextStep(exception) },
        };

    // Where a change failed because of something that has its own way out, that is the way.
    private static string? NextStep(PassthroughException exception) =>
        exception is ChangeException { ErrorId: "ChangeFailed", InnerException: PassthroughException { NextStep: string step } } ? step : exception.NextStep;

    internal static ErrorRecord NotFileSystem(string path, string provider) =>
        new(new PSArgumentException(Messages.Format("NotFileSystem", path, provider)), "NotFileSystem", ErrorCategory.InvalidArgument, path);

    internal static ErrorRecord AmbiguousNumber(int number, string written) =>
        new(new PSArgumentException(Messages.Format("FilterNumber", written, number)), "FilterNumber", ErrorCategory.InvalidArgument, number);

    private static ErrorCategory Category(PassthroughException exception) => exception switch
    {
        PciDeviceNotFoundException or IommuGroupNotFoundException => ErrorCategory.ObjectNotFound,
        HostRootException root => FromErrno(root.Error, ErrorCategory.OpenError),
        PciDeviceException device => FromErrno(device.Error, ErrorCategory.InvalidData),
        PciDeviceChangedException => ErrorCategory.ResourceUnavailable,
        RomReadException rom => FromErrno(rom.Error, rom.ErrorId == "RomUnusable" ? ErrorCategory.InvalidData : ErrorCategory.ResourceUnavailable),
        RomDestinationException => ErrorCategory.ObjectNotFound,
        FileWriteException file => FromErrno(file.Error, ErrorCategory.WriteError),
        HostNotLiveException => ErrorCategory.ResourceUnavailable,
        GpuRomException file => FromErrno(file.Error, ErrorCategory.InvalidData),
        PassthroughGuardException { Guard: PassthroughGuard.SharedId or PassthroughGuard.ReservedRegion } => ErrorCategory.InvalidOperation,
        PassthroughGuardException => ErrorCategory.ResourceBusy,
        DriverBindingException driver => Category(driver),
        VfioStubException stub => Category(stub),
        HostMismatchException => ErrorCategory.InvalidArgument,
        ChangeException change => Category(change),
        JournalException { Error: Errno.None } => ErrorCategory.SecurityError,
        JournalException journal => FromErrno(journal.Error, ErrorCategory.ReadError),
        HostWriteException { Error: Errno.None } => ErrorCategory.SecurityError,
        HostWriteException write => FromErrno(write.Error, ErrorCategory.WriteError),
        CommandException { Error: Errno.NoEntry } => ErrorCategory.ObjectNotFound,
        CommandException => ErrorCategory.FromStdErr,
        BootConfigurationException boot => Category(boot),
        NewDomainException made => made.ErrorId switch
        {
            "NewDiskMissing" => ErrorCategory.ObjectNotFound,
            "NewDomainExists" => ErrorCategory.ResourceExists,
            _ => ErrorCategory.InvalidArgument,
        },
        DomainPowerException power => Category(power),
        LibvirtException libvirt => Category(libvirt),
        DomainFileException file => FromErrno(file.Error, file.ErrorId == "DomainFileOfLibvirt" ? ErrorCategory.SecurityError : ErrorCategory.InvalidData),
        DomainDocumentException => ErrorCategory.InvalidData,
        DomainStealthException stealth => stealth.ErrorId.StartsWith("StealthVendorId", StringComparison.Ordinal) ? ErrorCategory.InvalidArgument : ErrorCategory.InvalidOperation,
        HostDeviceException device => Category(device),
        SnapshotException snapshot => FromFault(snapshot.Fault),
        _ => ErrorCategory.InvalidOperation,
    };

    private static ErrorCategory Category(HostDeviceException device) => device.ErrorId switch
    {
        "HostDeviceMissing" => ErrorCategory.ObjectNotFound,
        "HostDeviceOtherDomain" => ErrorCategory.ResourceBusy,
        "HostDeviceNoSlot" => ErrorCategory.LimitsExceeded,
        "HostRomMode" or "HostRomFolder" or "HostRomConfined" => ErrorCategory.PermissionDenied,
        "HostRomMismatch" or "HostRomUnusable" => ErrorCategory.InvalidData,
        _ => ErrorCategory.InvalidArgument,
    };

    private static ErrorCategory Category(DomainPowerException power) => power.ErrorId switch
    {
        "DomainStartLate" or "DomainStopLate" => ErrorCategory.OperationTimeout,
        "StartDeviceTaken" or "StartDeviceBusy" or "StartGroupNotViable" => ErrorCategory.ResourceBusy,
        "StartRomUnreadable" or "StartMemoryLock" or "StartMemoryLockSession" or "StartIommuRefused" => ErrorCategory.PermissionDenied,
        "StartDeviceMissing" => ErrorCategory.ObjectNotFound,
        "DomainFileNotKept" => ErrorCategory.InvalidArgument,
        _ => ErrorCategory.ResourceUnavailable,
    };

    private static ErrorCategory Category(LibvirtException libvirt) => libvirt.ErrorId switch
    {
        "LibvirtMissing" or "LibvirtNoDriver" => ErrorCategory.NotInstalled,
        "LibvirtUriRefused" => ErrorCategory.InvalidArgument,
        "LibvirtDenied" => ErrorCategory.PermissionDenied,
        "LibvirtNoDaemon" => ErrorCategory.ConnectionError,
        "LibvirtDomainGone" or "LibvirtDomainNotFound" or "LibvirtDomainNotFoundNone" or "LibvirtDomainNoMatch" => ErrorCategory.ObjectNotFound,
        "LibvirtSchema" or "LibvirtNotTaken" => ErrorCategory.InvalidData,
        "LibvirtDomainExists" => ErrorCategory.ResourceExists,
        "LibvirtUnsupported" => ErrorCategory.NotImplemented,
        "LibvirtNoKvm" => ErrorCategory.ResourceUnavailable,
        "LibvirtBusy" or "LibvirtDomainRunning" => ErrorCategory.ResourceBusy,
        _ => ErrorCategory.InvalidOperation,
    };

    // A change that failed fails as its cause does.
    private static ErrorCategory Category(ChangeException change) => change.ErrorId switch
    {
        "ChangeBusy" => ErrorCategory.ResourceBusy,
        "ChangeNotFound" => ErrorCategory.ObjectNotFound,
        "ChangeNoRoom" => ErrorCategory.LimitsExceeded,
        "ChangeFileMoved" => ErrorCategory.ResourceUnavailable,
        "ChangePathRefused" => ErrorCategory.SecurityError,
        _ => change.InnerException is PassthroughException cause ? Category(cause) : ErrorCategory.InvalidOperation,
    };

    private static ErrorCategory Category(BootConfigurationException boot) => boot.ErrorId switch
    {
        "BootEntriesHidden" or "BootFileHidden" => ErrorCategory.PermissionDenied,
        "BootLoaderUnknown" or "BootEntriesMissing" or "BootKernelsMissing" or "BootCommandLineUnknown" => ErrorCategory.ObjectNotFound,
        "BootLoaderNotKnown" or "ArgumentNotWritable" => ErrorCategory.InvalidArgument,
        "BootCommandLineMixed" or "BootKernelstubMalformed" => ErrorCategory.InvalidData,
        "CommandLineTooLong" or "IdListTooLong" => ErrorCategory.LimitsExceeded,
        "InitramfsUnknown" or "BoosterRefreshMissing" => ErrorCategory.ObjectNotFound,
        "BootBlockTorn" or "BoosterYamlOdd" => ErrorCategory.InvalidData,
        "BootFileForeign" => ErrorCategory.ResourceExists,
        "ArgumentNotTaken" => ErrorCategory.InvalidResult,
        _ when boot.IsInstruction => ErrorCategory.NotImplemented,
        _ => ErrorCategory.InvalidOperation,
    };

    private static ErrorCategory Category(VfioStubException stub) => stub.ErrorId switch
    {
        "StubBridge" => ErrorCategory.InvalidArgument,
        "StubHasVirtualFunctions" => ErrorCategory.ResourceBusy,
        "StubBlockOpen" or "StubRecordUnread" => ErrorCategory.InvalidData,
        "StubNoDriver" or "StubNoKernels" => ErrorCategory.ObjectNotFound,
        "StubAddressNotHeeded" or "StubByHand" => ErrorCategory.NotImplemented,
        "StubNotTaken" => ErrorCategory.InvalidResult,
        _ => ErrorCategory.InvalidOperation,
    };

    private static ErrorCategory Category(DriverBindingException driver) => driver.ErrorId switch
    {
        "DriverBridge" or "DriverHeader" => ErrorCategory.InvalidArgument,
        "DriverHangs" => ErrorCategory.OperationTimeout,
        "DriverStopped" => ErrorCategory.OperationStopped,
        "DriverVirtualFunctions" => ErrorCategory.ResourceBusy,
        _ => FromErrno(driver.Error, ErrorCategory.InvalidResult),
    };

    private static ErrorCategory FromFault(SnapshotFault fault) => fault switch
    {
        SnapshotFault.FolderMissing => ErrorCategory.ObjectNotFound,
        SnapshotFault.NotFile => ErrorCategory.InvalidArgument,
        SnapshotFault.Exists => ErrorCategory.ResourceExists,
        SnapshotFault.Denied => ErrorCategory.PermissionDenied,
        _ => ErrorCategory.WriteError,
    };

    private static ErrorCategory FromErrno(Errno error, ErrorCategory other) => error switch
    {
        Errno.NoEntry or Errno.NotDirectory => ErrorCategory.ObjectNotFound,
        Errno.AccessDenied or Errno.NotPermitted => ErrorCategory.PermissionDenied,
        Errno.Busy => ErrorCategory.ResourceBusy,
        Errno.Exists => ErrorCategory.ResourceExists,
        Errno.NoDevice or Errno.NoAddress => ErrorCategory.ResourceUnavailable,
        Errno.InputOutput => ErrorCategory.ReadError,
        Errno.NoSpace or Errno.QuotaExceeded => ErrorCategory.LimitsExceeded,
        Errno.ReadOnlyFileSystem => ErrorCategory.PermissionDenied,
        _ => other,
    };
}
