BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Add-DomainHostDevice' {
    BeforeAll {
        $root = Get-FakeHost h97m-gtx1060
        $domains = "$PSScriptRoot/../domains"
    }

    BeforeEach {
        $file = "$TestDrive/win10.xml"
        [IO.File]::WriteAllText($file, [IO.File]::ReadAllText("$domains/win10.before.xml"))
    }

    It 'takes <what>, and all that must come along' -ForEach @(
        @{ what = 'text'; address = { '01:00.0' } }
        @{ what = 'the sound of the card'; address = { '01:00.1' } }
        @{ what = 'a device'; address = { Get-PciDevice 01:00.0 -HostRoot $root } }
        @{ what = 'a group'; address = { Get-IommuGroup 1 -HostRoot $root } }
    ) {
        $added = Add-DomainHostDevice -Path $file -Address (& $address) -HostRoot $root -PassThru -WarningAction SilentlyContinue
        $added.Id | Should -Be @('10de:1c03', '10de:10f1')
        [IO.File]::ReadAllText($file) | Should -BeExactly ([IO.File]::ReadAllText("$domains/win10.host-devices.xml"))
        Add-DomainHostDevice -Path $file -Address (& $address) -HostRoot $root
        [IO.File]::ReadAllText($file) | Should -BeExactly ([IO.File]::ReadAllText("$domains/win10.host-devices.xml"))
    }

    It 'refuses <what>' -ForEach @(
        @{ what = 'a bridge'; address = '00:01.0'; id = 'HostDeviceBridge' }
        @{ what = 'what is not there'; address = '09:00.0'; id = 'HostDeviceMissing' }
    ) {
        { Add-DomainHostDevice -Path $file -Address $address -HostRoot $root -ErrorAction Stop } | Should -Throw -ErrorId "$id,*"
        [IO.File]::ReadAllText($file) | Should -BeExactly ([IO.File]::ReadAllText("$domains/win10.before.xml"))
    }

    It 'adds what is not there when it is allowed' {
        $added = Add-DomainHostDevice -Path $file -Address 09:00.0 -Allow Missing -HostRoot $root -PassThru -WarningAction SilentlyContinue
        $added.Address | Should -Be '0000:09:00.0'
        $added.PciDevice | Should -BeNullOrEmpty
    }

    It 'says what the host does with the functions, once' {
        $busy = Get-FakeHost gpu-with-root-nvme
        $warnings = @()
        Add-DomainHostDevice -Path $file -Address 05:00.0 -HostRoot $busy -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match '0000:05:00\.0 .*Mount: nvme0n1p2 \(/\)'
        "$warnings" | Should -Match '0000:04:00\.0 .*Network: enp4s0 \(default route\)'
        Add-DomainHostDevice -Path $file -Address 05:00.0 -HostRoot $busy -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeNullOrEmpty
    }

    It 'puts a ROM that is piped on the display only' {
        # One image of 1 KiB for an x86 BIOS, its data structure at 0x1c, the bytes' sum 0.
        $bytes = [byte[]]::new(1024)
        $bytes[0] = 0x55; $bytes[1] = 0xaa; $bytes[2] = 2; $bytes[3] = 0xcb; $bytes[0x18] = 0x1c
        $data = [Text.Encoding]::ASCII.GetBytes('PCIR') + [byte[]](0xde, 0x10, 0x03, 0x1c, 0, 0, 0x18, 0, 0, 0, 0, 3, 2, 0, 0, 0, 0, 0x80)
        [Array]::Copy($data, 0, $bytes, 0x1c, $data.Length)
        $sum = 0
        foreach ($value in $bytes) { $sum += $value }
        $bytes[1023] = (256 - $sum % 256) % 256
        $mine = Copy-FakeHost h97m-gtx1060 "$TestDrive/host"
        [void][IO.Directory]::CreateDirectory("$mine/usr/share/qemu")
        [IO.File]::WriteAllBytes("$mine/usr/share/qemu/gtx1060.rom", $bytes)

        $rom = Get-GpuRom "$mine/usr/share/qemu/gtx1060.rom" -HostRoot $mine
        $added = Add-DomainHostDevice -Path $file -Address 01:00.1 -Rom $rom -HostRoot $mine -PassThru -WarningAction SilentlyContinue
        $added[0].RomFile | Should -BeExactly '/usr/share/qemu/gtx1060.rom'
        $added[1].RomFile | Should -BeNullOrEmpty
        $text = [IO.File]::ReadAllText($file)
        ([regex]::Matches($text, "<rom file='/usr/share/qemu/gtx1060\.rom'/>")).Count | Should -Be 1
        Add-DomainHostDevice -Path $file -Address 01:00.0 -Rom "$mine/usr/share/qemu/gtx1060.rom" -HostRoot $mine
        [IO.File]::ReadAllText($file) | Should -BeExactly $text

        $bytes[0x22] = 0x82
        $bytes[1023] = ($bytes[1023] + 256 + 0x03 - 0x82) % 256
        [IO.File]::WriteAllBytes("$mine/usr/share/qemu/other.rom", $bytes)
        { Add-DomainHostDevice -Path $file -Address 01:00.0 -Rom "$mine/usr/share/qemu/other.rom" -HostRoot $mine } | Should -Throw -ErrorId 'HostRomMismatch,*'
    }

    It 'takes no ROM from elsewhere' {
        { Add-DomainHostDevice -Path $file -Address 01:00.0 -Rom "$TestDrive/card.rom" -HostRoot $root -ErrorAction Stop } | Should -Throw -ErrorId 'HostRomNotOnHost,*'
    }

    It 'hides the ROM of the display' {
        $added = Add-DomainHostDevice -Path $file -Address 01:00.0 -NoRomBar -HostRoot $root -PassThru -WarningAction SilentlyContinue
        $added[0].RomBar | Should -Be off
        $added[1].RomBar | Should -BeNullOrEmpty
    }
}
