. $PSScriptRoot/../guest/Check.ps1
$group = Get-IommuGroup -Address 0000:01:00.0
$watch = [Diagnostics.Stopwatch]::StartNew()
'changing'
$group | Set-VfioStub -Confirm:$false
"changed in $($watch.ElapsedMilliseconds) ms"
Complete-Runbook
