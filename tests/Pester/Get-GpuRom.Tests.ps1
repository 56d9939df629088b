BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Get-GpuRom' {
    BeforeAll {
        # One image of 1 KiB for an x86 BIOS, its data structure at 0x1c, the bytes' sum 0.
        $rom = [byte[]]::new(1024)
        $rom[0] = 0x55; $rom[1] = 0xaa; $rom[2] = 2; $rom[3] = 0xcb; $rom[0x18] = 0x1c
        $data = [Text.Encoding]::ASCII.GetBytes('PCIR') + [byte[]](0xde, 0x10, 0x03, 0x1c, 0, 0, 0x18, 0, 0, 0, 0, 3, 2, 0, 0, 0, 0, 0x80)
        [Array]::Copy($data, 0, $rom, 0x1c, $data.Length)
        $sum = 0
        foreach ($value in $rom) { $sum += $value }
        $rom[1023] = (256 - $sum % 256) % 256

        $folder = "$TestDrive/usr/share/qemu"
        [void][IO.Directory]::CreateDirectory($folder)
        [IO.File]::WriteAllBytes("$folder/a.rom", $rom)
        [IO.File]::WriteAllBytes("$folder/b[1].rom", $rom)
        [IO.File]::WriteAllText("$folder/c.txt", 'no ROM')
    }

    It 'tells what is in a file' {
        $found = Get-GpuRom "$folder/a.rom"
        $found | Should -BeOfType ([GpuPassthrough.Firmware.GpuRom])
        $found.Path | Should -BeExactly "$folder/a.rom"
        $found.HostPath | Should -BeExactly "$folder/a.rom"
        $found.PciDevice | Should -BeNullOrEmpty
        $found.Source | Should -Be 'File'
        $found.Taint | Should -Be 'Unknown'
        $found.Size | Should -Be 1024
        $found.Images | Should -HaveCount 1
        $found.Images[0].Id | Should -BeExactly '10de:1c03'
        $found.Images[0].Checksum | Should -Be 'Valid'
        $found.HasEfi | Should -BeFalse
        $found.IsBootable.Bios | Should -BeTrue
        $found.IsBootable.Uefi | Should -BeFalse
        $found.Problems.Id | Should -BeExactly 'RomNoEfi'
    }

    It 'tells the path that the host has for it' {
        (Get-GpuRom "$folder/a.rom" -HostRoot $TestDrive).HostPath | Should -BeExactly '/usr/share/qemu/a.rom'
        (Get-GpuRom "$folder/a.rom" -HostRoot (Get-FakeHost h97m-gtx1060)).HostPath | Should -BeNullOrEmpty
    }

    It 'finds <count> by <what>' -ForEach @(
        @{ what = 'wildcard'; count = 2; script = { Get-GpuRom "$folder/*.rom" } }
        @{ what = 'literal path'; count = 1; script = { Get-GpuRom -LiteralPath "$folder/b[1].rom" } }
        @{ what = 'PSPath'; count = 1; script = { [pscustomobject]@{ PSPath = "Microsoft.PowerShell.Core\FileSystem::$folder/b[1].rom" } | Get-GpuRom } }
        @{ what = 'text from the pipeline'; count = 2; script = { "$folder/a.rom", "$folder/b[1].rom" | Get-GpuRom } }
        @{ what = 'file from the pipeline'; count = 1; script = { [IO.FileInfo]"$folder/b[1].rom" | Get-GpuRom } }
        @{ what = 'ROM from the pipeline'; count = 1; script = { Get-GpuRom "$folder/a.rom" | Get-GpuRom } }
        @{ what = 'the same name twice'; count = 1; script = { Get-GpuRom "$folder/a.rom", "$folder/../qemu/a.rom" } }
    ) {
        @(& $script) | Should -HaveCount $count
    }

    It 'reports what is no ROM, and goes on' {
        $problem = $null
        $found = @(Get-GpuRom "$folder/c.txt", "$folder/none.rom", $folder, "$folder/*.bin", "$folder/a.rom" -ErrorVariable problem -ErrorAction SilentlyContinue)
        $found | Should -HaveCount 1
        $ids = $problem | ForEach-Object FullyQualifiedErrorId
        $ids | Should -BeExactly @(
            'RomFileNoMatch,GpuPassthrough.Commands.GetGpuRomCommand'
            'RomFileNoRom,GpuPassthrough.Commands.GetGpuRomCommand'
            'RomFileNotFound,GpuPassthrough.Commands.GetGpuRomCommand'
            'RomFileNotRegular,GpuPassthrough.Commands.GetGpuRomCommand'
        )
        $problem[2].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problem[2].TargetObject | Should -BeExactly "$folder/none.rom"
        $problem[1].CategoryInfo.Category | Should -Be 'InvalidData'
    }

    It 'reports a path that is not in the file system' {
        Get-GpuRom 'Variable:HOME' -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeExactly 'NotFileSystem,GpuPassthrough.Commands.GetGpuRomCommand'
    }

    It 'survives serialisation with its images' {
        $twin = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-GpuRom "$folder/a.rom")))
        $twin.Images[0].Vendor | Should -BeExactly '10de'
        $twin.IsBootable.Bios | Should -BeTrue
        $twin.Problems[0].Id | Should -BeExactly 'RomNoEfi'
    }
}
