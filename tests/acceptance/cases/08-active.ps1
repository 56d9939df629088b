. $PSScriptRoot/../guest/Check.ps1
foreach ($address in '0000:02:00.0', '0000:02:00.1', '0000:04:00.0') {
    Test-Equal "$address was probed by" 'vfio-pci' (Read-Probe $address)
}
Test-Equal 'the twin is on' 'bochs-drm' (Read-Driver 0000:01:00.0)
Test-Equal 'the other network card is on' 'e1000e' (Read-Driver 0000:03:00.0)
$states = (Get-VfioStub).State
Test-Equal 'stubs' 'Active Active Active' "$states"
Complete-Runbook
