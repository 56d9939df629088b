. $PSScriptRoot/../guest/Check.ps1

# The kernel loads KVM where the processor has it; which of the two is found out by trying.
foreach ($module in 'kvm_intel', 'kvm_amd') { $null = modprobe $module 2>&1 }
$checks = Test-PassthroughHost 05:00.0 -WarningAction Ignore
foreach ($check in $checks) { "  $check" }
function Read-Status($Name) { "$(($checks | Where-Object Name -eq $Name).Status)" }
function Read-Evidence($Name) { ($checks | Where-Object Name -eq $Name).Evidence }

# QEMU: Checking for hardware virtualization                                 : PASS
$validated = @{}
foreach ($line in virt-host-validate qemu 2>&1) {
    "  $line"
    $plain = [regex]::Replace("$line", '\x1b\[[0-9;]*m', '')
    if ($plain -match '^\s*QEMU: Checking (.+?)\s+: (PASS|FAIL|WARN)') { $validated[$Matches[1]] = $Matches[2] }
}
$null = kvm-ok 2>&1
$kvmOk = $LASTEXITCODE -eq 0

# Each answer of ours against what the kernel shows; where the other program differs from that, it is named.
function Compare-Answer($Name, [bool] $Truth, $Other, [bool] $Says) {
    Test-Equal "$Name is what the kernel shows" $(if ($Truth) { 'Pass' } else { 'Fail' }) (Read-Status $Name)
    if ($Says -ne $Truth) { "  $Other is wrong here: it says $Says of $Name" }
}

$processor = [IO.File]::ReadAllText('/proc/cpuinfo')
$isAmd = $processor.Contains('AuthenticAMD')
$table = if ($isAmd) { 'IVRS' } else { 'DMAR' }
$hasKvm = [IO.File]::Exists('/dev/kvm')
$groups = [IO.Directory]::GetDirectories('/sys/kernel/iommu_groups').Count
$log = (dmesg) -join "`n"

Test-Equal 'virt-host-validate was understood' $true ($validated.ContainsKey('for hardware virtualization') -and $validated.ContainsKey('if device /dev/kvm exists'))
Compare-Answer CpuVirtualization ($processor -match '(?m)^flags\s*:.* (vmx|svm)( |$)') virt-host-validate ($validated['for hardware virtualization'] -eq 'PASS')
Compare-Answer KvmDevice $hasKvm virt-host-validate ($validated['if device /dev/kvm exists'] -eq 'PASS')
Compare-Answer KvmDevice $hasKvm kvm-ok $kvmOk

# It takes a processor with svm for AMD's, whatever it calls itself, and then looks for the wrong table.
Compare-Answer IommuFirmware ([IO.File]::Exists("/sys/firmware/acpi/tables/$table")) virt-host-validate ($validated['for device assignment IOMMU support'] -eq 'PASS')
Compare-Answer IommuActive ($groups -gt 0) virt-host-validate ($validated['if IOMMU is enabled by kernel'] -eq 'PASS')
Test-Equal 'the number of groups' $true (Read-Evidence IommuActive).Contains("groups: $groups;")

# Neither of them asks whether interrupts are remapped, without which VFIO takes no card.
$isRemapped = $log -match 'DMAR-IR: Enabled IRQ remapping|AMD-Vi: Interrupt remapping enabled'
Compare-Answer InterruptRemapping $isRemapped virt-host-validate ($validated['if IOMMU is enabled by kernel'] -eq 'PASS')

# 05:00.0 and 06:00.0 hang on ports that lspci shows no access control of.
$members = [IO.Directory]::GetFileSystemEntries('/sys/bus/pci/devices/0000:05:00.0/iommu_group/devices') | ForEach-Object { [IO.Path]::GetFileName($_) }
Test-Equal 'the card shares its group' $true ($members -contains '0000:06:00.0')
Test-Equal 'and the checks say so' 'Warn' (Read-Status IommuGroup)
Test-Equal 'with the other card' $true (Read-Evidence IommuGroup).Contains('0000:06:00.0')
Test-Equal 'lspci sees no access control on its port' $false ((lspci -vv -s 00:07.0) -join ' ').Contains('Access Control Services')
Test-Equal 'nor do the checks' $true (Read-Evidence Acs).Contains('0000:00:07.0 (no ACS)')

Test-Equal 'the kernel has vfio-pci as a module' 'Pass' (Read-Status VfioDriver)
Test-Equal 'the boot display is another' 'Pass' (Read-Status BootVga)
Test-Equal 'and it has the mark' 1 ([IO.File]::ReadAllText('/sys/bus/pci/devices/0000:00:01.0/boot_vga').Trim())
Test-Equal 'the log is readable to root' $true ((Read-Status KernelLog) -in 'Pass', 'Warn')
Test-Equal '-Quiet is true where nothing failed' (@($checks | Where-Object Status -eq Fail).Count -eq 0) (Test-PassthroughHost 05:00.0 -Quiet -WarningAction Ignore)
Complete-Runbook
