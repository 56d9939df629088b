BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Repair-GpuRom' {
    BeforeAll {
        # One image of 1 KiB for an x86 BIOS, its data structure at 0x1c, the bytes' sum 0.
        $rom = [byte[]]::new(1024)
        $rom[0] = 0x55; $rom[1] = 0xaa; $rom[2] = 2; $rom[3] = 0xcb; $rom[0x18] = 0x1c
        $data = [Text.Encoding]::ASCII.GetBytes('PCIR') + [byte[]](0xde, 0x10, 0x03, 0x1c, 0, 0, 0x18, 0, 0, 0, 0, 3, 2, 0, 0, 0, 0, 0x80)
        [Array]::Copy($data, 0, $rom, 0x1c, $data.Length)
        $sum = 0
        foreach ($value in $rom) { $sum += $value }
        $rom[1023] = (256 - $sum % 256) % 256

        # NVIDIA's header in front: version 1, 0x40 bytes of fixed data, then the offset of the ROM.
        $front = [byte[]]::new(512)
        [Array]::Copy([Text.Encoding]::ASCII.GetBytes('NVGI'), $front, 4)
        $front[5] = 1; $front[6] = 0x40; $front[0x45] = 2
        $padding = [byte[]]::new(512)
        [Array]::Fill($padding, [byte]0xff)
        $expected = [Convert]::ToHexString($rom)
    }

    BeforeEach {
        $folder = "$TestDrive/$([guid]::NewGuid())"
        [void][IO.Directory]::CreateDirectory("$folder/out")
        [IO.File]::WriteAllBytes("$folder/dump.rom", $front + $rom + $padding)
        $before = [Convert]::ToHexString([IO.File]::ReadAllBytes("$folder/dump.rom"))
    }

    AfterEach {
        [Convert]::ToHexString([IO.File]::ReadAllBytes("$folder/dump.rom")) | Should -BeExactly $before -Because 'the source is never altered'
        [IO.Directory]::GetFiles($folder, '.*', [IO.EnumerationOptions]@{ RecurseSubdirectories = $true; AttributesToSkip = 0 }) | Should -BeNullOrEmpty
    }

    It 'cuts what is in front and behind' {
        $made = Repair-GpuRom "$folder/dump.rom" "$folder/card.rom"
        $made.Path | Should -BeExactly "$folder/card.rom"
        $made.IsValid | Should -BeTrue
        $made.TrailingSize | Should -Be 0
        [Convert]::ToHexString([IO.File]::ReadAllBytes("$folder/card.rom")) | Should -BeExactly $expected
        "$([IO.File]::GetUnixFileMode("$folder/card.rom"))" | Should -BeExactly 'OtherRead, GroupRead, UserWrite, UserRead'
    }

    It 'writes into a directory under the same name' {
        (Repair-GpuRom "$folder/*.rom" "$folder/out").Path | Should -BeExactly "$folder/out/dump.rom"
    }

    It 'changes nothing under -WhatIf' {
        Repair-GpuRom "$folder/dump.rom" "$folder/card.rom" -WhatIf | Should -BeNullOrEmpty
        $planned = Repair-GpuRom "$folder/dump.rom" "$folder/card.rom" -WhatIf -PassThru
        $planned.Size | Should -Be 1024
        $planned.Path | Should -BeExactly "$folder/card.rom"
        [IO.Directory]::GetFileSystemEntries($folder) | Should -HaveCount 2
    }

    It 'overwrites only when forced, and not what is right already' {
        [IO.File]::WriteAllText("$folder/card.rom", 'mine')
        Repair-GpuRom "$folder/dump.rom" "$folder/card.rom" -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeExactly 'FileExists,GpuPassthrough.Commands.RepairGpuRomCommand'
        [IO.File]::ReadAllText("$folder/card.rom") | Should -BeExactly 'mine'

        (Repair-GpuRom "$folder/dump.rom" "$folder/card.rom" -Force).Size | Should -Be 1024
        $written = [IO.File]::GetLastWriteTimeUtc("$folder/card.rom").Ticks
        (Repair-GpuRom "$folder/dump.rom" "$folder/card.rom").Size | Should -Be 1024
        [IO.File]::GetLastWriteTimeUtc("$folder/card.rom").Ticks | Should -Be $written
    }

    It 'never writes over its source, be it by another name' {
        [void][IO.File]::CreateSymbolicLink("$folder/out/link.rom", "$folder/dump.rom")
        foreach ($destination in "$folder/dump.rom", $folder, "$folder/out/link.rom") {
            Repair-GpuRom "$folder/dump.rom" $destination -Force -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problem[0].FullyQualifiedErrorId | Should -BeExactly 'RomRepairSameFile,GpuPassthrough.Commands.RepairGpuRomCommand'
        }
    }

    It 'writes no file twice' {
        [void][IO.Directory]::CreateDirectory("$folder/other")
        [IO.File]::WriteAllBytes("$folder/other/dump.rom", $rom)
        $made = @(Repair-GpuRom "$folder/dump.rom", "$folder/other/dump.rom" "$folder/out" -Force -ErrorVariable problem -ErrorAction SilentlyContinue)
        $made | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -BeExactly 'RomRepairTwoSources,GpuPassthrough.Commands.RepairGpuRomCommand'
    }

    It 'corrects a checksum only when asked to' {
        $damaged = [byte[]]$rom.Clone()
        $damaged[1000] = 0x42
        [IO.File]::WriteAllBytes("$folder/damaged.rom", $damaged)
        Repair-GpuRom "$folder/damaged.rom" "$folder/card.rom" -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeExactly 'RomNotRepairable,GpuPassthrough.Commands.RepairGpuRomCommand'
        [IO.File]::Exists("$folder/card.rom") | Should -BeFalse
        (Repair-GpuRom "$folder/damaged.rom" "$folder/card.rom" -FixChecksum).Images[0].Checksum | Should -Be 'Valid'
    }

    It 'says why a ROM that was cut short is refused' {
        [IO.File]::WriteAllBytes("$folder/short.rom", $rom[0..699])
        Repair-GpuRom "$folder/short.rom" "$folder/card.rom" -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$($problem[0])" | Should -Match 'cut short'
        $problem[0].ErrorDetails.RecommendedAction | Should -Match 'Nothing was written'
    }

    It 'writes below the root of the host' {
        [void][IO.Directory]::CreateDirectory("$folder/root/usr/share/qemu")
        [void][IO.Directory]::CreateSymbolicLink("$folder/root/roms", '/usr/share/qemu')
        $made = Repair-GpuRom "$folder/dump.rom" "$folder/root/roms/card.rom" -HostRoot "$folder/root"
        $made.HostPath | Should -BeExactly '/roms/card.rom'
        [IO.File]::Exists("$folder/root/usr/share/qemu/card.rom") | Should -BeTrue
    }

    It 'reports a directory that is not there' {
        Repair-GpuRom "$folder/dump.rom" "$folder/none/card.rom" -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeExactly 'FileNotWritten,GpuPassthrough.Commands.RepairGpuRomCommand'
    }
}
