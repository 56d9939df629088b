. $PSScriptRoot/../guest/Check.ps1
$links = [IO.Directory]::GetDirectories('/sys/kernel/iommu_groups')
Test-Equal 'groups' $links.Count @(Get-IommuGroup).Count
Complete-Runbook
