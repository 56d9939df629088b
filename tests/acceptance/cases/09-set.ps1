. $PSScriptRoot/../guest/Check.ps1
Enable-Iommu -Explicit -Confirm:$false
Get-IommuGroup -Address 0000:01:00.0 | Set-VfioStub -Confirm:$false
foreach ($file in [IO.Directory]::GetFiles('/etc/modprobe.d')) { Test-Equal "no softdep in $file" $false ([IO.File]::ReadAllText($file) -match '(?m)^softdep .*vfio') }
foreach ($file in '/etc/modules', '/etc/initramfs-tools/modules') {
    if ([IO.File]::Exists($file)) { Test-Equal "no vfio in $file" $false ([IO.File]::ReadAllText($file) -match '(?m)^[^#]*vfio') }
}
Test-Text 'the menu' 'vfio_pci.ids=' ([IO.File]::ReadAllText('/boot/grub/grub.cfg'))
Complete-Runbook
