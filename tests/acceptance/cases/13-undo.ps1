. $PSScriptRoot/../guest/Check.ps1
foreach ($change in Get-PassthroughChange -WarningAction SilentlyContinue) { "  $($change.Command): $($change.State)" }
Undo-PassthroughChange -All -Confirm:$false
Test-Equal 'no stubs' 0 @(Get-VfioStub).Count
Test-Equal 'nothing to undo' 0 @(Get-PassthroughChange | Where-Object State -ne Undone).Count
Complete-Runbook
