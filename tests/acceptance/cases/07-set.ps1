. $PSScriptRoot/../guest/Check.ps1
Test-Equal 'the boot loader' 'Grub' (Get-BootLoader).Name
Enable-Iommu -Explicit -Confirm:$false
Get-IommuGroup -Address 0000:01:00.0 | Set-VfioStub -Confirm:$false
$states = (Get-VfioStub).State
Test-Equal 'what waits for the next start' 'PendingReboot PendingReboot' "$states"

# Again, nothing is to be done.
$changes = @(Get-PassthroughChange).Count
Enable-Iommu -Explicit -Confirm:$false
Get-IommuGroup -Address 0000:01:00.0 | Set-VfioStub -Confirm:$false
Test-Equal 'no further change' $changes @(Get-PassthroughChange).Count
Complete-Runbook
