. $PSScriptRoot/../guest/Check.ps1
. $PSScriptRoot/12-passthrough.ps1
Test-Equal 'the card is on' 'vfio-pci vfio-pci' "$(Read-Driver 0000:01:00.0) $(Read-Driver 0000:01:00.1)"
Invoke-Passthrough
Test-Equal 'nothing is left' 0 $LASTEXITCODE
Test-Equal 'the guest' 'running' "$(virsh domstate win10)".Trim()
$arguments = [IO.File]::ReadAllText("/proc/$(pgrep --full guest=win10)/cmdline")
foreach ($text in 'hypervisor=off', '"host":"0000:01:00.0"', '"host":"0000:01:00.1"') { Test-Text 'QEMU' $text $arguments }

$changes = @(Get-PassthroughChange).Count
Invoke-Passthrough
Test-Equal 'again, nothing is left' 0 $LASTEXITCODE
Test-Equal 'and nothing was done' $changes @(Get-PassthroughChange).Count
Stop-LibvirtDomain win10 -Force -Confirm:$false
Complete-Runbook
