#Requires -Version 7.4
# The tutorial, step by step, for all cards of one vendor and one domain.
# Run it again after the restart: what is so already stays as it is.
param(
    [string] $Vendor = '10de',
    [string] $Domain = 'windows10',
    [string] $RomFile = '/usr/share/qemu/gpu.rom'
)
$ErrorActionPreference = 'Stop'

# 1. The IOMMU: the argument that this processor and kernel need, or none.
Enable-Iommu

# 2. Leave the cards to vfio-pci, with all that goes to a guest with them:
#    of each group everything but its bridges.
Get-IommuGroup | Where-Object Vendor -eq $Vendor | Set-VfioStub

# 3. Start the host again, and look whether that took.
$stubs = @(Get-VfioStub)
$stubs
if ($stubs.State -contains 'PendingReboot') {
    'Start the host again, then run this again.'
    exit 3
}
if ($stubs.State -contains 'NotEffective') { exit 4 }

# 4. The ROM, of a card that no driver has touched since the start.
if (-not [IO.File]::Exists($RomFile)) {
    $null = Get-PciDevice -Gpu -Vendor $Vendor |
        Export-GpuRom -Destination $RomFile
}

# 5. What the guest sees of the hypervisor: the tutorial's method A.
Set-DomainStealth $Domain -Method DisableHypervisorBit

# 6. The cards, with the ROM on the display.
$groups = Get-IommuGroup -Gpu -Vendor $Vendor
Add-DomainHostDevice $Domain -Address $groups -Rom $RomFile
Get-DomainHostDevice $Domain

# 7. There it goes.
Start-LibvirtDomain $Domain -PassThru
