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

    It 'takes no ROM from elsewhere' {
        { Add-DomainHostDevice -Path $file -Address 01:00.0 -Rom "$TestDrive/card.rom" -HostRoot $root -ErrorAction Stop } | Should -Throw -ErrorId 'HostRomNotOnHost,*'
    }

    It 'hides the ROM of the display' {
        $added = Add-DomainHostDevice -Path $file -Address 01:00.0 -NoRomBar -HostRoot $root -PassThru -WarningAction SilentlyContinue
        $added[0].RomBar | Should -Be off
        $added[1].RomBar | Should -BeNullOrEmpty
    }
}
