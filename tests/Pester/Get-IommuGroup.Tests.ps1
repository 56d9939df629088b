BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Get-IommuGroup' {
    BeforeAll {
        $root = Get-FakeHost h97m-gtx1060
    }

    It 'lists the groups in numeric order' {
        $numbers = [int[]](Get-IommuGroup -HostRoot $root | ForEach-Object Number)
        $expected = [int[]]([IO.Directory]::GetDirectories("$root/sys/kernel/iommu_groups") | ForEach-Object { [IO.Path]::GetFileName($_) })
        [Array]::Sort($expected)
        $numbers | Should -Be $expected
    }

    It 'lists groups with gaps in numeric order' {
        Get-IommuGroup -HostRoot (Get-FakeHost group-dir-only) | ForEach-Object Number | Should -Be @(2, 7, 10, 21)
    }

    It 'selects the groups that hold an NVIDIA function' {
        $group = Get-IommuGroup -HostRoot $root | Where-Object Vendor -eq 10de
        $group | Should -HaveCount 1
        $group.Number | Should -Be 1
        $group.Address | Should -BeExactly @('0000:00:01.0', '0000:01:00.0', '0000:01:00.1')
    }

    It 'shows why -ne is not what it seems on several functions' {
        $all = @(Get-IommuGroup -HostRoot $root)
        @($all | Where-Object Vendor -ne 10de) | Should -HaveCount $all.Count -Because 'in every group some function is of another vendor'
        @($all | Where-Object Vendor -notcontains 10de) | Should -HaveCount ($all.Count - 1)
    }

    It 'finds <number> by <what>' -ForEach @(
        @{ what = 'number'; number = 1; script = { Get-IommuGroup 1 -HostRoot $root } }
        @{ what = 'address'; number = 1; script = { Get-IommuGroup -Address 01:00.1 -HostRoot $root } }
        @{ what = 'device from the pipeline'; number = 1; script = { Get-PciDevice 01:00.1 -HostRoot $root | Get-IommuGroup } }
        @{ what = 'group from the pipeline'; number = 1; script = { Get-IommuGroup 1 -HostRoot $root | Get-IommuGroup } }
        @{ what = 'vendor'; number = 1; script = { Get-IommuGroup -Vendor 10de -HostRoot $root } }
        @{ what = 'hardware ID'; number = 1; script = { Get-IommuGroup -Id 10de:10f1 -HostRoot $root } }
        @{ what = 'class'; number = 12; script = { Get-IommuGroup -Class 02 -HostRoot $root } }
    ) {
        (& $script).Number | Should -Be $number
    }

    It 'finds the groups with a display' {
        Get-IommuGroup -Gpu -HostRoot $root | ForEach-Object Number | Should -Be @(1, 2)
    }

    It 'asks that one function fits all filters' {
        Get-IommuGroup -Vendor 10de -Class 0604 -HostRoot $root | Should -BeNullOrEmpty
    }

    It 'reports a number that is not there, and goes on' {
        $found = Get-IommuGroup 1, 99 -HostRoot $root -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.Number | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeExactly 'IommuGroupNotFound,GpuPassthrough.Commands.GetIommuGroupCommand'
        $problem[0].TargetObject | Should -Be 99
    }

    It 'reports a function without a group' {
        $sriov = Get-FakeHost sriov
        Get-IommuGroup -Address 00:00.0 -HostRoot $sriov -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeExactly 'IommuGroupMissing,GpuPassthrough.Commands.GetIommuGroupCommand'
    }

    It 'warns once and shows nothing where no IOMMU is active' {
        $warnings = $null
        Get-IommuGroup -HostRoot (Get-FakeHost no-iommu) -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -Match 'IOMMU is not active'
        $warnings[0].Message | Should -Match 'kernel log'
    }

    It 'tells the firmware''s table where there is one' {
        [void][IO.Directory]::CreateDirectory("$TestDrive/sys/firmware/acpi/tables")
        [IO.File]::WriteAllText("$TestDrive/sys/firmware/acpi/tables/IVRS", '')
        Get-IommuGroup -HostRoot $TestDrive -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warnings[0].Message | Should -Match 'IVRS'
        $warnings[0].Message | Should -Match 'proc/cmdline'
    }

    It 'survives serialisation with its functions' {
        $twin = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-IommuGroup 1 -HostRoot $root)))
        $twin.Functions | Should -HaveCount 3
        $twin.Functions[1].Name | Should -BeExactly 'NVIDIA Corporation GP106 [GeForce GTX 1060 6GB]'
        $twin | Where-Object Vendor -eq 10de | Should -HaveCount 1
        ($twin | Get-IommuGroup).Number | Should -Be 1
    }

    It 'finds a group of bridges again' {
        $bridges = Get-IommuGroup 0 -HostRoot $root
        $bridges.Endpoints | Should -BeNullOrEmpty
        ($bridges | Get-IommuGroup).Number | Should -Be 0
        $bridges | Get-PciDevice | Should -BeNullOrEmpty
    }

    It 'keeps two cards of one kind apart' {
        $groups = @(Get-IommuGroup -Gpu -Vendor 10de -HostRoot (Get-FakeHost twin-gpus-separate-groups))
        $groups | Should -HaveCount 2
        $groups[0].Id | Should -Contain $groups[1].Endpoints[0].Id
    }
}
