BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Export-GpuRom' {
    BeforeAll {
        $folder = "$TestDrive/roms"
        [void][IO.Directory]::CreateDirectory($folder)
    }

    Context 'on a recorded host' {
        BeforeAll {
            $root = Get-FakeHost h97m-gtx1060
        }

        It 'has no card to read' {
            { Export-GpuRom 01:00.0 -HostRoot $root -Destination $folder -ErrorAction Stop } | Should -Throw -ErrorId 'HostNotLive,*'
            [IO.Directory]::GetFileSystemEntries($folder) | Should -BeNullOrEmpty
        }

        It 'says with -WhatIf what it would do, and does nothing' {
            $rom = Export-GpuRom 01:00.0 -HostRoot $root -Destination $folder -WhatIf
            $rom | Should -BeNullOrEmpty
            [IO.Directory]::GetFileSystemEntries($folder) | Should -BeNullOrEmpty
        }

        It 'takes <what>' -ForEach @(
            @{ what = 'a device'; script = { Get-PciDevice 01:00.0 -HostRoot $root | Export-GpuRom -Destination $folder -WhatIf } }
            @{ what = 'a group'; script = { Get-IommuGroup 1 -HostRoot $root | Export-GpuRom -Destination $folder -WhatIf } }
            @{ what = 'the sound function of a card'; script = { Export-GpuRom 01:00.1 -HostRoot $root -Destination $folder -WhatIf } }
            @{ what = 'a list'; script = { Export-GpuRom 01:00.0, 01:00.1 -HostRoot $root -Destination "$folder/one.rom" -WhatIf } }
        ) {
            { & $script -ErrorAction Stop } | Should -Not -Throw
        }
    }

    It 'refuses <what> of <name>' -ForEach @(
        @{ what = 'the shadowed ROM of a boot display'; name = 'twin-gpus-separate-groups'; address = '03:00.0'; id = 'RomShadowed' }
        @{ what = 'a card without ROM'; name = 'eight-gpu-server'; address = '07:00.0'; id = 'RomMissing' }
        @{ what = 'a bridge'; name = 'h97m-gtx1060'; address = '00:01.0'; id = 'RomOfBridge' }
        @{ what = 'an address that is not there'; name = 'h97m-gtx1060'; address = '09:00.0'; id = 'PciDeviceNotFound' }
    ) {
        $root = Get-FakeHost $name
        $records = $null
        $rom = Export-GpuRom $address -HostRoot $root -Destination $folder -ErrorVariable records -ErrorAction SilentlyContinue
        $rom | Should -BeNullOrEmpty
        $records | Should -HaveCount 1
        $records[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
        $records[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'needs a directory for several cards' {
        $root = Get-FakeHost twin-gpus-one-group
        { Get-PciDevice -Vendor 10de -Gpu -HostRoot $root | Export-GpuRom -Destination "$folder/one.rom" -ErrorAction Stop } | Should -Throw -ErrorId 'RomFolderNeeded,*'
    }

    It 'says when there is no such directory' {
        $root = Get-FakeHost h97m-gtx1060
        { Export-GpuRom 01:00.0 -HostRoot $root -Destination "$folder/missing/" -ErrorAction Stop } | Should -Throw -ErrorId 'RomFolderMissing,*'
    }

    It 'says when the host has no place for ROMs' {
        $root = Get-FakeHost h97m-gtx1060
        { Export-GpuRom 01:00.0 -HostRoot $root -ErrorAction Stop } | Should -Throw -ErrorId 'RomFolderNone,*'
    }
}
