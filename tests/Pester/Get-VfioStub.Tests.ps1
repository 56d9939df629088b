BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Get-VfioStub' {
    Context 'on the tutorial''s machine' {
        BeforeEach {
            $root = Copy-FakeHost h97m-gtx1060 "$TestDrive/$([guid]::NewGuid())" -Boot debian-12
        }

        It 'has nothing to show before' {
            Get-VfioStub -HostRoot $root | Should -BeNullOrEmpty
        }

        It 'shows a function that is named, whatever its state' {
            $stub = Get-VfioStub 01:00.0 -HostRoot $root
            "$($stub.State)" | Should -Be None
            $stub.Driver | Should -Be nouveau
        }

        It 'shows where a stub is configured, and that it waits for the restart' {
            Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore
            $stubs = Get-VfioStub -HostRoot $root
            $stubs | Should -HaveCount 2
            "$($stubs[0].State)" | Should -Be PendingReboot
            "$($stubs[0].Configured)" | Should -BeLike '*vfio_pci.ids 10de:1c03*zz-gpu-passthrough.cfg*softdep*01-vfio-pci.conf*'
            $stubs[0].WayBack | Should -Not -BeNullOrEmpty
        }

        It 'takes groups, and leaves their bridges out' {
            Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore
            "$(Get-IommuGroup 1 -HostRoot $root | Get-VfioStub | ForEach-Object { $_.Address })" | Should -Be '0000:01:00.0 0000:01:00.1'
        }

        It 'shows what others configured as theirs' {
            [IO.File]::WriteAllText("$root/etc/default/grub", "GRUB_CMDLINE_LINUX_DEFAULT='quiet vfio-pci.ids=10de:1c03'`n")
            $stub = Get-VfioStub -HostRoot $root
            "$($stub.Address) $($stub.State)" | Should -Be '0000:01:00.0 Foreign'
        }

        It 'names a function that is not there, and shows the others' {
            $stubs = Get-VfioStub 01:00.0, 09:00.0 -HostRoot $root -ErrorVariable errors -ErrorAction SilentlyContinue
            "$($stubs.Address)" | Should -Be '0000:01:00.0'
            $errors[0].FullyQualifiedErrorId | Should -Be 'PciDeviceNotFound,GpuPassthrough.Commands.GetVfioStubCommand'
        }

        It 'shows nothing for nothing' {
            @() | Get-VfioStub -HostRoot $root | Should -BeNullOrEmpty
        }

        It 'names the line of a file that was edited' {
            Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore
            $path = "$root/etc/modprobe.d/01-vfio-pci.conf"
            [IO.File]::WriteAllText($path, [IO.File]::ReadAllText($path).Replace('id=10de:1c03', 'id=nonsense'))
            $caught = $null
            try { Get-VfioStub -HostRoot $root -ErrorAction Stop } catch { $caught = $_ }
            $caught.FullyQualifiedErrorId | Should -Be 'StubRecordUnread,GpuPassthrough.Commands.GetVfioStubCommand'
            "$($caught.CategoryInfo.Category)" | Should -Be InvalidData
            "$($caught.TargetObject)" | Should -BeLike '*01-vfio-pci.conf:2'
        }
    }

    It 'shows what is on vfio-pci without being configured' {
        $root = Copy-FakeHost group-dir-only "$TestDrive/live" -Boot debian-12
        $stubs = Get-VfioStub -HostRoot $root
        "$($stubs | ForEach-Object { $_.Address })" | Should -Be '0000:01:00.0 0000:01:00.1'
        "$($stubs[0].State) $($stubs[0].Driver)" | Should -Be 'None vfio-pci'
    }
}
