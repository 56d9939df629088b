. $PSScriptRoot/../guest/Check.ps1
Test-Equal 'no functions in a group' 0 @(Get-PciDevice | Where-Object IommuGroup -ne $null).Count
Test-Equal 'no groups' 0 @(Get-IommuGroup -WarningVariable told -WarningAction SilentlyContinue).Count
Test-Equal 'a warning says why' $true ("$told" -match 'IOMMU')
"  $told"
Complete-Runbook
