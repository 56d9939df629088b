BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'New-LibvirtDomain' {
    BeforeAll {
        $disk = "$TestDrive/disk.qcow2"
        [IO.File]::WriteAllText($disk, '')
    }

    It 'writes a file that Get-LibvirtDomain reads, and the same again changes nothing' {
        $arguments = @{ Name = 'win10'; Memory = 4GB; ProcessorCount = 4; Disk = $disk; Path = "$TestDrive/a.xml"; HostRoot = $TestDrive }
        $made = New-LibvirtDomain @arguments
        $text = [IO.File]::ReadAllText("$TestDrive/a.xml")
        $text | Should -Match 'machine="q35"'
        $text | Should -Match 'firmware="efi"'
        New-LibvirtDomain @arguments | ForEach-Object Uuid | Should -Be $made.Uuid
        [IO.File]::ReadAllText("$TestDrive/a.xml") | Should -BeExactly $text
    }

    It 'says in what a file differs, and overwrites it with -Force' {
        $arguments = @{ Name = 'win10'; ProcessorCount = 4; Disk = $disk; Path = "$TestDrive/b.xml"; HostRoot = $TestDrive }
        $null = New-LibvirtDomain @arguments -Memory 4GB
        { New-LibvirtDomain @arguments -Memory 8GB } | Should -Throw -ErrorId 'NewDomainExists,GpuPassthrough.Commands.NewLibvirtDomainCommand'
        (New-LibvirtDomain @arguments -Memory 8GB -Force).Xml | Should -Match '8388608'
    }

    It 'writes nothing with -WhatIf' {
        New-LibvirtDomain win10 -Memory 4GB -Disk $disk -Path "$TestDrive/c.xml" -HostRoot $TestDrive -WhatIf
        [IO.File]::Exists("$TestDrive/c.xml") | Should -BeFalse
    }

    It 'refuses a disk that is not there' {
        { New-LibvirtDomain win10 -Memory 4GB -Disk "$TestDrive/none.qcow2" -Path "$TestDrive/d.xml" -HostRoot $TestDrive } |
            Should -Throw -ErrorId 'NewDiskMissing,GpuPassthrough.Commands.NewLibvirtDomainCommand'
    }
}
