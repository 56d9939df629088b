# As a user without rights: a daemon of its own, which libvirt starts when it is asked, and only a look at the system's.
. $PSScriptRoot/../guest/Check.ps1
$session = @{ Uri = 'qemu:///session' }

Test-Equal 'the user has no domain' 0 @(Get-LibvirtDomain @session).Count
$null = truncate -s 1G /home/user/win10.img
Test-Error 'a domain without KVM' 'LibvirtNoKvm' { New-LibvirtDomain win10 -Memory 1GB -Disk /home/user/win10.img -Confirm:$false @session }

[IO.File]::WriteAllText('/home/user/small.xml', @'
<domain type='qemu'><name>small</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
<os><type arch='x86_64' machine='q35'>hvm</type></os><features><acpi/><vmport state='off'/></features>
<devices><memballoon model='none'/></devices></domain>
'@)
$null = virsh -c qemu:///session define --validate /home/user/small.xml
$xml = (virsh -c qemu:///session dumpxml --inactive small) -join "`n"
Set-DomainStealth small -Method HyperVEnlightenments -Confirm:$false -WarningAction SilentlyContinue @session
Test-Equal 'a method is set' 'HyperVEnlightenments' (Get-DomainStealth small @session).Method
Test-Equal 'the domain starts' 'Running' (Get-LibvirtDomain small @session | Start-LibvirtDomain -PassThru -Confirm:$false).State
Test-Equal 'and stops' 'Shutoff' (Stop-LibvirtDomain small -Force -PassThru -Confirm:$false @session).State
$null = Undo-PassthroughChange -Confirm:$false
Test-Equal 'the method is taken back' $xml ((virsh -c qemu:///session dumpxml --inactive small) -join "`n")
Test-Equal 'the record is the user''s own' $true ([IO.Directory]::Exists('/home/user/.local/state/gpu-passthrough'))

Test-Equal 'the user may look at the system''s domains' 'small' "$((Get-LibvirtDomain).Name)"
Test-Error 'and not change them' 'LibvirtDenied' { Set-DomainStealth small -Method None -Confirm:$false }
Complete-Runbook
