. $PSScriptRoot/../guest/Check.ps1
foreach ($address in '0000:01:00.0', '0000:01:00.1') {
    Test-Equal "$address is on" 'vfio-pci' (Read-Driver $address)
    Test-Equal "$address was probed by" 'vfio-pci' (Read-Probe $address)
}
Test-Equal 'the display of the host is on' 'bochs-drm' (Read-Driver 0000:00:01.0)
Test-Equal 'the network of the host is on' 'e1000e' (Read-Driver 0000:02:00.0)
$states = (Get-VfioStub).State
Test-Equal 'stubs' 'Active Active' "$states"
Test-Equal 'VFIO would take the group' 'True' (Get-IommuGroup -Address 0000:01:00.0).IsViable
Complete-Runbook
