. $PSScriptRoot/../guest/Check.ps1

function Read-Xml($Name) { (virsh dumpxml --inactive --security-info $Name) -join "`n" }

# A domain without the parts that are named.
function Read-Others($Name, $Parts) {
    $domain = [xml] (Read-Xml $Name)
    foreach ($node in $domain.SelectNodes($Parts)) { $null = $node.ParentNode.RemoveChild($node) }
    $domain.OuterXml -replace '>\s+<', '><'
}

# What QEMU would be started with, as libvirt works it out.
function Read-Processor($Name) {
    if ("$(virsh domxml-to-native qemu-argv --domain $Name)" -notmatch '-cpu (\S+)') { throw "libvirt gives no processor for $Name." }
    $Matches[1]
}

# The clients of the daemon.
function Read-Client { foreach ($line in virt-admin --quiet srv-clients-list libvirtd) { if ($line -match '^\s*\d') { $line } } }

function Get-Change { @(Get-PassthroughChange).Count }

$disk = '/var/lib/libvirt/images/win10.img'
$null = truncate -s 1G $disk
$stealth = '/domain/cpu | /domain/features | /domain/clock'
$windows = @{ Name = 'win10'; Memory = 1GB; ProcessorCount = 4; Disk = $disk; Network = 'none'; Confirm = $false }

# A domain is made, and once.
$made = New-LibvirtDomain @windows
Test-Equal 'libvirt has the new domain' 'win10' "$(virsh list --all --name)".Trim()
Test-Equal 'under its UUID' "$(virsh domuuid win10)".Trim() $made.Uuid
Test-Equal 'of type kvm' 'kvm' ([xml] (Read-Xml win10)).domain.type
$xml = Read-Xml win10
$null = New-LibvirtDomain @windows
Test-Equal 'made again it stays as it is' $xml (Read-Xml win10)
Test-Equal 'and nothing more is recorded' 1 (Get-Change)
Test-Error 'another domain of that name' 'NewDomainExists' { New-LibvirtDomain win10 -Memory 2GB -ProcessorCount 4 -Disk $disk -Network none }
Test-Error 'more processors than the machine type has' 'ChangeFailed' { New-LibvirtDomain odd -Memory 1GB -ProcessorCount 4096 -Disk $disk -Network none -Confirm:$false }
Test-Error 'a TPM without its emulator' 'ChangeFailed' { New-LibvirtDomain odd -Memory 1GB -Disk $disk -Network none -Tpm -Confirm:$false }
Test-Equal 'and neither is left' 'win10' "$(virsh list --all --name)".Trim()

# A password is there that only a dump with secrets has.
[IO.File]::WriteAllText('/root/win10.xml', $xml.Replace("autoport='yes'", "autoport='yes' passwd='hush'"))
$null = virsh define --validate /root/win10.xml
$protected = Read-Xml win10
$start = @(Get-PassthroughChange)[0].Id

# Each method: the processor that QEMU is given, the rest of the domain, and the same again.
$hyperv = 'hv-relaxed=on hv-spinlocks=0x1fff hv-time=on hv-vapic=on'
$methods = @(
    @{ Method = 'DisableHypervisorBit'; Hidden = 'hypervisor=off kvm=off'; Shown = '' }
    @{ Method = 'HyperVEnlightenments'; Hidden = 'hv-vendor-id=gpu.test.1 kvm=off'; Shown = $hyperv }
    @{ Method = 'None'; Hidden = ''; Shown = $hyperv }
    @{ Method = 'Enlightened'; Hidden = ''; Shown = "hv-avic=on hv-evmcs=on hv-frequencies=on hv-ipi=on $hyperv hv-runtime=on hv-stimer-direct=on hv-stimer=on hv-synic=on hv-tlbflush=on hv-vpindex=on" }
)
foreach ($each in $methods) {
    $method = $each.Method
    $vendor = if ($method -eq 'HyperVEnlightenments') { @{ VendorId = 'gpu.test.1' } } else { @{} }
    $others = Read-Others win10 $stealth
    $seen = Set-DomainStealth win10 -Method $method @vendor -PassThru -Confirm:$false -WarningAction SilentlyContinue
    Test-Equal "${method}: the module finds it again" $method $seen.Method
    $processor = (Read-Processor win10).Split(',')
    Test-Equal "${method}: the host's processor" 'host' $processor[0]
    $settings = foreach ($setting in $processor) { if ($setting -match '^(hv-|kvm=|hypervisor=)') { $setting } }
    $wanted = foreach ($setting in "$($each.Hidden) $($each.Shown)".Split(' ')) { if ($setting) { $setting } }
    Test-Equal "${method}: QEMU's settings" (Get-Ordered $wanted) (Get-Ordered $settings)
    Test-Equal "${method}: all else stays" $others (Read-Others win10 $stealth)
    $xml = Read-Xml win10
    $changes = Get-Change
    Set-DomainStealth win10 -Method $method @vendor -Confirm:$false -WarningAction Stop
    Test-Equal "${method}: again nothing is to be done" "$changes $xml" "$(Get-Change) $(Read-Xml win10)"
}
Test-Equal 'the password is still there' $true (Read-Xml win10).Contains("passwd='hush'")

# The tutorial's last step. The ROM: one image of 1 KiB for a BIOS, its data structure at 0x1c, the bytes' sum 0.
$bytes = [byte[]]::new(1024)
$bytes[0] = 0x55; $bytes[1] = 0xaa; $bytes[2] = 2; $bytes[3] = 0xcb; $bytes[0x18] = 0x1c
$data = [Text.Encoding]::ASCII.GetBytes('PCIR') + [byte[]] (0xde, 0x10, 0x03, 0x1c, 0, 0, 0x18, 0, 0, 0, 0, 3, 2, 0, 0, 0, 0, 0x80)
[Array]::Copy($data, 0, $bytes, 0x1c, $data.Length)
$sum = 0
foreach ($byte in $bytes) { $sum += $byte }
$bytes[1023] = (256 - $sum % 256) % 256
[IO.File]::WriteAllBytes('/usr/share/qemu/gtx1060.rom', $bytes)
$null = chmod 644 /usr/share/qemu/gtx1060.rom

$devices = '/domain/devices/hostdev | /domain/devices/controller[@model="pcie-root-port"]'
$before = Read-Xml win10
$others = Read-Others win10 "$stealth | $devices"
$rom = Get-GpuRom /usr/share/qemu/gtx1060.rom
$added = Get-LibvirtDomain win10 | Set-DomainStealth -Method DisableHypervisorBit -PassThru -Confirm:$false -WarningAction SilentlyContinue |
    Add-DomainHostDevice -Address (Get-IommuGroup -Gpu -Vendor 10de) -Rom $rom -PassThru -Confirm:$false -WarningAction SilentlyContinue
Test-Equal 'the card is given' '0000:01:00.0 0000:01:00.1' "$($added.ForEach({ "$($_.Address)" }))"
$given = ([xml] (Read-Xml win10)).SelectNodes('/domain/devices/hostdev')
Test-Equal 'as libvirt has it' 'yes 0x0000 0x01 0x00 0x0, yes 0x0000 0x01 0x00 0x1' ((
        $given.ForEach({ "$($_.managed) $($_.source.address.domain) $($_.source.address.bus) $($_.source.address.slot) $($_.source.address.function)" })) -join ', ')
Test-Equal 'the ROM on the display only' '/usr/share/qemu/gtx1060.rom, ' (($given.ForEach({ "$($_.SelectSingleNode('rom/@file').Value)" })) -join ', ')
$first, $second = $given.ForEach({ $_.SelectSingleNode('address') })
Test-Equal 'on one slot of the guest' "$($first.bus) $($first.slot) 0x0, $($first.bus) $($first.slot) 0x1" "$($first.bus) $($first.slot) $($first.function), $($second.bus) $($second.slot) $($second.function)"
Test-Equal 'which says that there are several' 'on ' "$($first.multifunction) $($second.multifunction)"
Test-Equal 'and all else stays' $others (Read-Others win10 "$stealth | $devices")
$xml = Read-Xml win10
$changes = Get-Change
Add-DomainHostDevice win10 01:00.1 -Rom $rom -Confirm:$false -WarningAction Stop
Test-Equal 'again nothing is to be done' "$changes $xml" "$(Get-Change) $(Read-Xml win10)"

# Ports are used up: one is added, and libvirt finds a place for it.
$ports = '/domain/devices/controller[@model="pcie-root-port"]'
$count = ([xml] $xml).SelectNodes($ports).Count
Add-DomainHostDevice win10 00:02.0 -Confirm:$false -WarningAction SilentlyContinue
while (([xml] (Read-Xml win10)).SelectNodes($ports).Count -eq $count) {
    $number = '{0:x2}' -f ++$script:next
    Add-DomainHostDevice win10 "09:$number.0" -Allow Missing -Confirm:$false -WarningAction SilentlyContinue
}
$port = ([xml] (Read-Xml win10)).SelectNodes($ports)[$count]
Test-Equal 'libvirt gave the new port a place' 'pci 0x0000' "$($port.address.type) $($port.address.domain)"
Test-Equal 'and the change tells it' $true ("$(@(Get-PassthroughChange)[0].Domains.Added)" -match "controller/<(model|target|address) ")

# Another domain may not have it too.
[IO.File]::WriteAllText('/root/other.xml', ((Read-Xml win10) -replace '<uuid>.*?</uuid>' -replace '<name>win10<', '<name>other<'))
$null = virsh define --validate /root/other.xml
$null = Remove-DomainHostDevice win10 01:00.0 -Confirm:$false -WarningAction SilentlyContinue
Test-Equal 'taken out, the sound goes with it' $false ("$(Get-DomainHostDevice win10)" -match '0000:01:00')
Test-Error 'what another domain has' 'HostDeviceOtherDomain' { Add-DomainHostDevice win10 01:00.0 -Confirm:$false }
Test-Equal 'the domains are listed' 'other win10' "$((Get-LibvirtDomain).Name)"

# Back to the start, one by one.
$null = virsh undefine --keep-nvram other
while ((Read-Xml win10) -cne $before) { $null = Undo-PassthroughChange -Confirm:$false }
Test-Equal 'undone up to the card' $before (Read-Xml win10)

# Starting and stopping, emulated.
Test-Error 'a start without KVM' 'StartNoKvm' { Start-LibvirtDomain win10 -Confirm:$false }
[IO.File]::WriteAllText('/root/small.xml', @'
<domain type='qemu'><name>small</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
<os><type arch='x86_64' machine='q35'>hvm</type></os><features><acpi/><vmport state='off'/></features>
<devices><memballoon model='none'/></devices></domain>
'@)
$null = virsh define --validate /root/small.xml
Set-DomainStealth small -Method DisableHypervisorBit -Confirm:$false -WarningAction SilentlyContinue
Test-Equal 'a domain starts' 'Running' (Start-LibvirtDomain small -PassThru -Confirm:$false).State
Test-Equal 'as libvirt says too' 'running' "$(virsh domstate small)".Trim()
$arguments = [IO.File]::ReadAllText("/proc/$([IO.File]::ReadAllText('/run/libvirt/qemu/small.pid').Trim())/cmdline").Split([char] 0)
Test-Equal 'with its hypervisor bit off' $true ($arguments[$arguments.IndexOf('-cpu') + 1] -match '^max,.*hypervisor=off')
Test-Equal 'once' 'Running' (Start-LibvirtDomain small -PassThru -Confirm:$false).State
$said = Set-DomainStealth small -Method None -Confirm:$false -WarningAction SilentlyContinue 6>&1
Test-Equal 'a running domain gets it at the next start' $true ("$said" -match 'runs: the change works once it was shut down and started again')
Test-Error 'a guest that does not shut down' 'DomainStopLate' { Stop-LibvirtDomain small -TimeoutSeconds 2 -Confirm:$false }

# Ctrl-C in another session, which goes on: it ends the waiting, and leaves no connection.
$other = [powershell]::Create([initialsessionstate]::CreateDefault2())
$null = $other.AddScript("Import-Module '$((Get-Module GpuPassthrough).Path)'; Stop-LibvirtDomain small -TimeoutSeconds 600 -Confirm:`$false")
$waiting = $other.BeginInvoke()
while (-not $waiting.IsCompleted -and -not (Read-Client)) { [Threading.Thread]::Sleep(100) }
Test-Equal 'somebody waits for the guest' 1 @(Read-Client).Count
$other.Stop()
Test-Equal 'and is stopped' 'Stopped' $other.InvocationStateInfo.State
Test-Equal 'with the connection closed' 0 @(Read-Client).Count
Test-Equal 'a guest is ended by force' 'Shutoff' (Stop-LibvirtDomain small -Force -PassThru -Confirm:$false).State
Test-Equal 'as libvirt says too' 'shut off' "$(virsh domstate small)".Trim()

# The firmware that New-LibvirtDomain asks for is found.
foreach ($secure in $false, $true) {
    $file = New-LibvirtDomain uefi -Memory 256MB -ProcessorCount 1 -Disk $disk -Network none -SecureBoot:$secure -Path "/root/uefi-$secure.xml" -Confirm:$false
    [IO.File]::WriteAllText($file.Path, ($file.Xml -replace 'type="kvm"', 'type="qemu"' -replace 'host-passthrough', 'maximum' -replace '<cache [^>]*>'))
    $null = virsh define --validate $file.Path
    Test-Equal "UEFI, Secure Boot ${secure}: it starts" 'Running' (Start-LibvirtDomain uefi -PassThru -Confirm:$false).State
    Stop-LibvirtDomain uefi -Force -Confirm:$false
    $null = virsh undefine --nvram uefi
}

# A card without an IOMMU; nothing of this machine is touched, since the daemon finds no VFIO.
Add-DomainHostDevice small 01:00.0 -Confirm:$false -WarningAction SilentlyContinue
Test-Error 'a start without VFIO' 'StartNoIommu' { Start-LibvirtDomain small -Confirm:$false }

Test-Error 'no such domain' 'LibvirtDomainNotFound' { Get-LibvirtDomain smal }
Test-Error 'another machine' 'LibvirtUriRefused' { Get-LibvirtDomain -Uri qemu+ssh://other/system }
Test-Equal 'names complete' 'small win10' "$([System.Management.Automation.CommandCompletion]::CompleteInput('Get-LibvirtDomain ', 18, $null).CompletionMatches.CompletionText)"

# What somebody else changed is not taken back with ours: the password came by virsh after the domain was made.
while (Get-PassthroughChange | Where-Object { $_.State -eq 'Done' -and $_.Id -gt $start }) { $null = Undo-PassthroughChange -Confirm:$false }
Test-Equal 'the domain is as it was before the methods' $protected (Read-Xml win10)
Test-Error 'a domain that was edited since' 'ChangeConflict' { Undo-PassthroughChange -Confirm:$false }
[IO.File]::WriteAllText('/root/win10.xml', (Read-Xml win10).Replace(" passwd='hush'", ''))
$null = virsh define --validate /root/win10.xml
$null = Undo-PassthroughChange -All -Confirm:$false
Test-Equal 'what was made is gone' 'small' "$(virsh list --all --name)".Trim()
Test-Equal 'and what was there has no card any more' $false (Read-Xml small).Contains('<hostdev')

# Each command has closed its connections, those that failed too.
Test-Equal 'no connection is open' 0 @(Read-Client).Count
Complete-Runbook
