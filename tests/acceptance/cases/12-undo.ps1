. $PSScriptRoot/../guest/Check.ps1
Undo-PassthroughChange -All -Confirm:$false
Test-Equal 'no stubs' 0 @(Get-VfioStub | Where-Object State -ne None).Count
Test-Equal 'no domain' 0 @(Get-LibvirtDomain).Count
Complete-Runbook
