BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop

    function New-Host {
        param([string] $Name)
        $root = "$TestDrive/$Name"
        $null = [IO.Directory]::CreateDirectory("$root/boot/grub")
        $null = [IO.Directory]::CreateDirectory("$root/etc/default")
        $null = [IO.Directory]::CreateDirectory("$root/proc")
        [IO.File]::WriteAllText("$root/boot/grub/grub.cfg", "linux /vmlinuz`n")
        [IO.File]::WriteAllText("$root/etc/default/grub", "GRUB_CMDLINE_LINUX_DEFAULT=`"quiet`"`n")
        [IO.File]::WriteAllText("$root/proc/cmdline", "BOOT_IMAGE=/vmlinuz quiet`n")
        $root
    }
}

Describe 'Set-KernelArgument' {
    It 'edits the configuration and says what is left to do' {
        $root = New-Host set
        $argument = Set-KernelArgument iommu pt -HostRoot $root -PassThru -WarningVariable warnings -WarningAction SilentlyContinue
        [IO.File]::ReadAllText("$root/etc/default/grub") | Should -BeExactly "GRUB_CMDLINE_LINUX_DEFAULT=`"quiet iommu=pt`"`n"
        "$argument" | Should -BeExactly 'iommu=pt'
        $argument.RebootPending | Should -BeTrue
        "$warnings" | Should -Match 'grub-mkconfig -o /boot/grub/grub.cfg'
    }

    It 'appends to a list' {
        $root = New-Host append
        Set-KernelArgument vfio_pci.ids '10de:1c03' -HostRoot $root -WarningAction SilentlyContinue
        Set-KernelArgument vfio-pci.ids '10de:10f1' -Append -HostRoot $root -WarningAction SilentlyContinue
        [IO.File]::ReadAllText("$root/etc/default/grub") | Should -Match 'vfio_pci.ids=10de:1c03,10de:10f1"'
    }

    It 'does nothing under -WhatIf' {
        $root = New-Host whatif
        $argument = Set-KernelArgument iommu pt -HostRoot $root -WhatIf -PassThru
        [IO.File]::ReadAllText("$root/etc/default/grub") | Should -BeExactly "GRUB_CMDLINE_LINUX_DEFAULT=`"quiet`"`n"
        [IO.Directory]::Exists("$root/var") | Should -BeFalse
        $argument.Configured | Should -BeTrue
    }

    It 'refuses what the kernel would read otherwise' {
        $root = New-Host wrong
        { Set-KernelArgument 'a b' -HostRoot $root } | Should -Throw -ErrorId 'ArgumentNotWritable,GpuPassthrough.Commands.SetKernelArgumentCommand'
    }
}

Describe 'Remove-KernelArgument' {
    It 'takes out and can be undone' {
        $root = New-Host remove
        Remove-KernelArgument quiet -HostRoot $root -WarningAction SilentlyContinue
        [IO.File]::ReadAllText("$root/etc/default/grub") | Should -BeExactly "GRUB_CMDLINE_LINUX_DEFAULT=`"`"`n"
        Undo-PassthroughChange -HostRoot $root -WarningAction SilentlyContinue
        [IO.File]::ReadAllText("$root/etc/default/grub") | Should -BeExactly "GRUB_CMDLINE_LINUX_DEFAULT=`"quiet`"`n"
    }
}

Describe 'Enable-Iommu' {
    It 'asks the processor' {
        $root = New-Host intel
        [IO.File]::WriteAllText("$root/proc/cpuinfo", "vendor_id`t: GenuineIntel`n")
        Enable-Iommu -HostRoot $root -WarningAction SilentlyContinue
        [IO.File]::ReadAllText("$root/etc/default/grub") | Should -BeExactly "GRUB_CMDLINE_LINUX_DEFAULT=`"quiet intel_iommu=on`"`n"
    }

    It 'needs nothing on AMD' {
        $root = New-Host amd
        [IO.File]::WriteAllText("$root/proc/cpuinfo", "vendor_id`t: AuthenticAMD`n")
        Enable-Iommu -HostRoot $root -WarningAction SilentlyContinue
        [IO.Directory]::Exists("$root/var") | Should -BeFalse
    }

    It 'warns of unsafe interrupts' {
        $root = New-Host unsafe
        [IO.File]::WriteAllText("$root/proc/cpuinfo", "vendor_id`t: AuthenticAMD`n")
        $argument = Enable-Iommu -AllowUnsafeInterrupts -HostRoot $root -PassThru -WarningVariable warnings -WarningAction SilentlyContinue
        "$argument" | Should -BeExactly 'vfio_iommu_type1.allow_unsafe_interrupts=1'
        "$warnings" | Should -Match 'break out'
    }
}
