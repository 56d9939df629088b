BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Remove-VfioStub' {
    BeforeEach {
        $root = Copy-FakeHost h97m-gtx1060 "$TestDrive/$([guid]::NewGuid())" -Boot debian-12
        $before = Get-TreeText $root
    }

    It 'brings every byte back: <what>' -ForEach @(
        @{ what = 'by address'; script = { Remove-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore } }
        @{ what = 'of a group'; script = { Get-IommuGroup 1 -HostRoot $root | Remove-VfioStub -WarningAction Ignore } }
        @{ what = 'of what Get-VfioStub shows'; script = { Get-VfioStub -HostRoot $root | Remove-VfioStub -WarningAction Ignore } }
        @{ what = 'all'; script = { Remove-VfioStub -All -HostRoot $root -WarningAction Ignore } }
    ) {
        Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore
        & $script
        Get-TreeText $root | Should -Be $before
        Get-VfioStub -HostRoot $root | Should -BeNullOrEmpty
    }

    It 'leaves other stubs' {
        '01:00.0', '00:1b.0' | Set-VfioStub -HostRoot $root -WarningAction Ignore
        $stubs = Remove-VfioStub 01:00.0 -HostRoot $root -PassThru -WarningAction Ignore
        "$($stubs.State)" | Should -Be 'None None'
        "$((Get-VfioStub -HostRoot $root).Address)" | Should -Be '0000:00:1b.0'
    }

    It 'takes out the stub of a function that is gone' {
        Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore
        [IO.File]::Delete("$root/sys/bus/pci/devices/0000:01:00.0")
        [IO.File]::Delete("$root/sys/bus/pci/devices/0000:01:00.1")
        Remove-VfioStub 01:00.0, 01:00.1 -HostRoot $root -WarningAction Ignore
        Get-TreeText $root | Should -Be $before
    }

    It 'does nothing where nothing is stubbed' {
        Remove-VfioStub 01:00.0 -HostRoot $root
        Remove-VfioStub -All -HostRoot $root
        @() | Remove-VfioStub -HostRoot $root
        Get-TreeText $root | Should -Be $before
        [IO.Directory]::Exists("$root/var/lib/gpu-passthrough") | Should -BeFalse
    }

    It 'leaves what others configured' {
        [IO.File]::WriteAllText("$root/etc/modprobe.d/vfio.conf", "options vfio-pci ids=10de:1c03`n")
        $caught = $null
        try { Remove-VfioStub 01:00.0 -HostRoot $root -ErrorAction Stop } catch { $caught = $_ }
        $caught.FullyQualifiedErrorId | Should -Be 'StubNotOurs,GpuPassthrough.Commands.RemoveVfioStubCommand'
        "$($caught.TargetObject)" | Should -Be '0000:01:00.0'
        $caught.Exception.Message | Should -BeLike '*vfio.conf:1*'
    }

    It 'names a function that was never there' {
        { Remove-VfioStub 09:00.0 -HostRoot $root -ErrorAction Stop } | Should -Throw -ErrorId 'PciDeviceNotFound,GpuPassthrough.Commands.RemoveVfioStubCommand'
    }

    It 'leaves no trace with -WhatIf' {
        Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore
        $once = Get-TreeText $root
        (Remove-VfioStub 01:00.0 -HostRoot $root -WhatIf -PassThru).State | Should -Be Planned
        Get-TreeText $root | Should -Be $once
        Get-PassthroughChange -HostRoot $root | Should -HaveCount 1
    }

    It 'takes functions or all, not both' {
        { Remove-VfioStub 01:00.0 -All -HostRoot $root } | Should -Throw
    }
}
