@{
    RootModule           = 'bin/GpuPassthrough.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '5b0f6d0e-2c0b-4a1c-9d35-7f5f9b0c6a41'
    Author               = 'GpuPassthrough contributors'
    CompanyName          = 'GpuPassthrough contributors'
    Copyright            = '(c) GpuPassthrough contributors. MIT licence.'
    Description          = 'Takes a Linux host from a graphics card in a slot to that card working inside a libvirt/KVM guest: finds devices and IOMMU groups, says what stands in the way, turns the IOMMU on, stubs cards with vfio-pci, images option ROMs, and edits the domain of the guest; every change is shown before and can be undone.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('GpuPassthrough.Format.ps1xml')
    TypesToProcess       = @('GpuPassthrough.Types.ps1xml')
    CmdletsToExport      = @(
        'Add-DomainHostDevice'
        'Enable-Iommu'
        'Export-GpuRom'
        'Export-HostSnapshot'
        'Get-BootLoader'
        'Get-DomainHostDevice'
        'Get-DomainStealth'
        'Get-GpuRom'
        'Get-IommuGroup'
        'Get-KernelArgument'
        'Get-LibvirtDomain'
        'Get-PassthroughChange'
        'Get-PassthroughStatus'
        'Get-PciDevice'
        'Get-VfioStub'
        'New-LibvirtDomain'
        'Remove-DomainHostDevice'
        'Remove-KernelArgument'
        'Remove-VfioStub'
        'Repair-GpuRom'
        'Set-DomainStealth'
        'Set-KernelArgument'
        'Set-PciDriver'
        'Set-VfioStub'
        'Start-LibvirtDomain'
        'Stop-LibvirtDomain'
        'Test-PassthroughHost'
        'Undo-PassthroughChange'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags       = @('Linux', 'PSEdition_Core', 'VFIO', 'IOMMU', 'KVM', 'libvirt', 'GPU', 'passthrough')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
