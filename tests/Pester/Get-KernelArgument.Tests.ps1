BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
    $root = Get-FakeHost h97m-gtx1060
}

Describe 'Get-KernelArgument' {
    It 'holds the configuration against what runs' {
        $argument = Get-KernelArgument intel_iommu -HostRoot $root
        $argument.Value | Should -BeExactly 'on'
        $argument.Configured | Should -BeTrue
        $argument.Running | Should -BeTrue
        $argument.RebootPending | Should -BeFalse
        $argument.Source | Should -Match 'etc/default/grub:8$'
    }

    It 'takes - and _ for the same' {
        (Get-KernelArgument intel-iommu -HostRoot $root).Name | Should -BeExactly 'intel_iommu'
    }

    It 'leaves out what the boot loader hands over' {
        Get-KernelArgument BOOT_IMAGE -HostRoot $root | Should -BeNullOrEmpty
    }

    It 'shows what runs where the boot loader cannot be told' {
        $argument = Get-KernelArgument quiet -HostRoot (Get-FakeHost no-iommu) -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeExactly 'BootLoaderUnknown,GpuPassthrough.Commands.GetKernelArgumentCommand'
        $argument.Configured | Should -BeNullOrEmpty
        $argument.Running | Should -BeTrue
    }
}
