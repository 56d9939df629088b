. $PSScriptRoot/../guest/Check.ps1
Undo-PassthroughChange -All -Confirm:$false
Test-Equal 'no stubs' 0 @(Get-VfioStub).Count
Complete-Runbook
