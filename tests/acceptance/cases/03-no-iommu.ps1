. $PSScriptRoot/../guest/Check.ps1
modprobe -a bochs snd_hda_intel vfio-pci
Test-Equal 'no functions in a group' 0 @(Get-PciDevice | Where-Object IommuGroup -ne $null).Count
Test-Equal 'no groups' 0 @(Get-IommuGroup -WarningVariable told -WarningAction SilentlyContinue).Count
Test-Equal 'a warning says why' $true ("$told" -match 'IOMMU')
"  $told"
foreach ($action in @(
    { Get-IommuGroup -Address 0000:01:00.0 }
    { Enable-Iommu -Confirm:$false }
    { Enable-Iommu -Explicit -Confirm:$false }
    { Set-VfioStub 0000:01:00.0 -WhatIf }
    { Get-VfioStub 0000:01:00.0 }
    { Set-PciDriver 0000:01:00.0 vfio-pci -Confirm:$false }
    { (Export-GpuRom 0000:01:00.0 /x.rom -Confirm:$false).Size }
    { Add-DomainHostDevice -Path /x.xml -Address 0000:01:00.0 }
    )) {
    "== $action"
    try { & $action 3>&1 | ForEach-Object { "  $_" } } catch { "  $($_.FullyQualifiedErrorId): $_" }
}
Complete-Runbook
