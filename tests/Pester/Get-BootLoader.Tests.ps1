BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Get-BootLoader' {
    It 'finds GRUB with its evidence' {
        $loader = Get-BootLoader -HostRoot (Get-FakeHost h97m-gtx1060)
        $loader.Name | Should -BeExactly 'Grub'
        $loader.IsEdited | Should -BeTrue
        $loader.InitramfsGenerator | Should -BeExactly 'initramfs-tools'
        ($loader.Evidence -match 'boot/grub/grub.cfg') | Should -HaveCount 1
        $loader.RefreshCommands | Should -BeExactly 'update-grub'
    }

    It 'says that it cannot tell' {
        { Get-BootLoader -HostRoot (Get-FakeHost no-iommu) } | Should -Throw -ErrorId 'BootLoaderUnknown,GpuPassthrough.Commands.GetBootLoaderCommand'
    }
}
