. $PSScriptRoot/../guest/Check.ps1
$loader = if ([IO.File]::Exists('/boot/grub/grub.cfg')) { 'Grub' } else { 'SystemdBoot' }
Test-Equal 'the boot loader' $loader (Get-BootLoader).Name
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
