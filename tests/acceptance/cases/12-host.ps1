. $PSScriptRoot/../guest/Check.ps1
. $PSScriptRoot/12-passthrough.ps1
Invoke-Passthrough
Test-Equal 'the host is to be started again' 3 $LASTEXITCODE
$states = (Get-VfioStub).State
Test-Equal 'stubs' 'PendingReboot PendingReboot' "$states"
Invoke-Passthrough
Test-Equal 'still' 3 $LASTEXITCODE
Complete-Runbook
