. $PSScriptRoot/../guest/Check.ps1
Enable-Iommu -Explicit -Confirm:$false
'0000:02:00.0', '0000:04:00.0' | Set-VfioStub -Confirm:$false
$ways = (Get-VfioStub).Strategy
Test-Equal 'all by address' 'Address Address Address' "$ways"
Complete-Runbook
