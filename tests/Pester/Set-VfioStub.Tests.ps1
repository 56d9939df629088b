BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Set-VfioStub' {
    Context 'on the tutorial''s machine' {
        BeforeEach {
            $root = Copy-FakeHost h97m-gtx1060 "$TestDrive/$([guid]::NewGuid())" -Boot debian-12
            $before = Get-TreeText $root
        }

        It 'stubs what <what>' -ForEach @(
            @{ what = 'the tutorial''s line selects'; script = { Get-IommuGroup -HostRoot $root | Where-Object Vendor -eq 10de | Set-VfioStub -PassThru -WarningAction Ignore } }
            @{ what = 'a group holds'; script = { Get-IommuGroup 1 -HostRoot $root | Set-VfioStub -PassThru -WarningAction Ignore } }
            @{ what = 'belongs to a device'; script = { Get-PciDevice -Gpu -Vendor 10de -HostRoot $root | Set-VfioStub -PassThru -WarningAction Ignore } }
            @{ what = 'belongs to an address'; script = { Set-VfioStub 01:00.1 -HostRoot $root -PassThru -WarningAction Ignore } }
            @{ what = 'belongs to addresses from the pipeline'; script = { '01:00.0', '01:00.1' | Set-VfioStub -HostRoot $root -PassThru -WarningAction Ignore } }
        ) {
            $stubs = & $script
            "$($stubs | ForEach-Object { $_.Address })" | Should -Be '0000:01:00.0 0000:01:00.1'
            "$($stubs.State)" | Should -Be 'PendingReboot PendingReboot'
            "$($stubs.Strategy)" | Should -Be 'Id Id'
            $stubs[0] | Should -BeOfType ([GpuPassthrough.Vfio.VfioStub])
            [IO.File]::ReadAllText("$root/etc/default/grub.d/zz-gpu-passthrough.cfg") | Should -BeLike '*vfio_pci.ids=10de:1c03,10de:10f1"*'
        }

        It 'returns nothing without -PassThru' {
            Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore | Should -BeNullOrEmpty
        }

        It 'makes one change of several inputs' {
            '01:00.0', '00:1b.0' | Set-VfioStub -HostRoot $root -WarningAction Ignore
            Get-PassthroughChange -HostRoot $root | Should -HaveCount 1
        }

        It 'changes nothing the second time' {
            Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore
            $once = Get-TreeText $root
            Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore
            Get-TreeText $root | Should -Be $once
            Get-PassthroughChange -HostRoot $root | Should -HaveCount 1
        }

        It 'is undone to the last byte' {
            Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore
            Get-TreeText $root | Should -Not -Be $before
            Undo-PassthroughChange -HostRoot $root -WarningAction Ignore
            Get-TreeText $root | Should -Be $before
        }

        It 'leaves no trace with -WhatIf' {
            $change = Set-VfioStub 01:00.0 -HostRoot $root -WhatIf -PassThru
            $change | Should -BeOfType ([GpuPassthrough.Changes.PassthroughChange])
            $change.State | Should -Be 'Planned'
            Get-TreeText $root | Should -Be $before
            [IO.Directory]::Exists("$root/var/lib/gpu-passthrough") | Should -BeFalse
        }

        It 'does nothing for nothing' {
            @() | Set-VfioStub -HostRoot $root -WarningAction Ignore | Should -BeNullOrEmpty
            Get-TreeText $root | Should -Be $before
        }

        It 'says which commands are left and that a restart is needed' {
            Set-VfioStub 01:00.0 -HostRoot $root -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike '*update-initramfs -u -k all*update-grub*restart*'
        }

        It 'refuses <what>' -ForEach @(
            @{ what = 'a bridge'; addresses = @('00:01.0'); id = 'StubBridge'; category = 'InvalidArgument'; target = '0000:00:01.0' }
            @{ what = 'a function that is not there'; addresses = @('09:00.0'); id = 'PciDeviceNotFound'; category = 'ObjectNotFound'; target = '0000:09:00.0' }
            @{ what = 'the last display'; addresses = @('01:00.0', '00:02.0'); id = 'GuardOnlyDisplay'; category = 'ResourceBusy'; target = '0000:00:02.0' }
            @{ what = 'the network of the host'; addresses = @('01:00.0', '03:00.0'); id = 'GuardHostNetwork'; category = 'ResourceBusy'; target = '0000:03:00.0' }
        ) {
            $caught = $null
            try { Set-VfioStub $addresses -HostRoot $root -ErrorAction Stop -WarningAction Ignore } catch { $caught = $_ }
            $caught.FullyQualifiedErrorId | Should -Be "$id,GpuPassthrough.Commands.SetVfioStubCommand"
            "$($caught.CategoryInfo.Category)" | Should -Be $category
            "$($caught.TargetObject)" | Should -Be $target
            $caught.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            Get-TreeText $root | Should -Be $before
        }
    }

    Context 'with twins' {
        BeforeEach {
            $root = Copy-FakeHost twin-gpus-separate-groups "$TestDrive/$([guid]::NewGuid())" -Boot debian-12
        }

        It 'stubs by address' {
            $stubs = Set-VfioStub 05:00.0 -HostRoot $root -PassThru -WarningAction Ignore
            "$($stubs.Strategy)" | Should -Be 'Address Address'
            $stubs[0].WayBack | Should -BeLike '*gpupt.off*'
        }

        It 'refuses the ID, and takes it when that is allowed' {
            { Set-VfioStub 05:00.0 -By Id -HostRoot $root -ErrorAction Stop -WarningAction Ignore } | Should -Throw -ErrorId 'GuardSharedId,*'
            "$((Set-VfioStub 05:00.0 -By Id -Allow SharedId -HostRoot $root -PassThru -WarningAction Ignore).Strategy)" | Should -Be 'Id Id'
        }
    }

    It 'tells what to do on a host it does not edit' {
        $root = Copy-FakeHost h97m-gtx1060 "$TestDrive/nixos" -Boot nixos
        $before = Get-TreeText $root
        $caught = $null
        try { Set-VfioStub 01:00.0 -HostRoot $root -ErrorAction Stop } catch { $caught = $_ }
        $caught.FullyQualifiedErrorId | Should -Be 'StubByHand,GpuPassthrough.Commands.SetVfioStubCommand'
        $caught.ErrorDetails.RecommendedAction | Should -BeLike '*boot.kernelParams*'
        Get-TreeText $root | Should -Be $before
    }
}
