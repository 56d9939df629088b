. $PSScriptRoot/../guest/Check.ps1
Test-Equal 'the card is on' 'cirrus' (Read-Driver 0000:01:00.0)
foreach ($stub in Get-VfioStub) {
    Test-Equal "$($stub.Address) state" 'NotEffective' $stub.State
    Test-Text "$($stub.Address) reason" "without $($stub.Id) in vfio_pci.ids" $stub.Reason
}
Complete-Runbook
