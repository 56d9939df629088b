# The runbook as it is called after each start. The domain is there, without a network, which would take more packages.
modprobe -a kvm-amd vfio-pci
systemctl start libvirtd.service
if (-not @(Get-LibvirtDomain).Count) { New-LibvirtDomain win10 -Memory 256MB -Disk /var/lib/libvirt/images/win10.img -Network none -Confirm:$false }

function Invoke-Passthrough { & $PSScriptRoot/../runbooks/passthrough.ps1 01:00.0 win10 -Method DisableHypervisorBit }
