BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'The module' {
    BeforeAll {
        $path = Get-StagedManifest
        $syntax = [System.Management.Automation.Language.Parser]::ParseFile($path, [ref] $null, [ref] $null)
        $manifest = $syntax.EndBlock.Statements[0].PipelineElements[0].Expression.SafeGetValue()
        $module = Get-Module GpuPassthrough
    }

    It 'is imported once, from where the build staged it' {
        $module | Should -HaveCount 1
        $module.ModuleBase | Should -Be ([IO.Path]::GetDirectoryName($path))
        $module.Version | Should -Be $manifest.ModuleVersion
    }

    It 'has a valid manifest' {
        (Test-ModuleManifest -Path $path -ErrorAction Stop).Name | Should -Be 'GpuPassthrough'
    }

    It 'exports the cmdlets that its manifest names' {
        $exported = [string[]]$module.ExportedCmdlets.Keys
        [Array]::Sort($exported, [StringComparer]::Ordinal)
        $exported | Should -BeExactly $manifest.CmdletsToExport
    }

    It 'exports nothing else' {
        $module.ExportedCommands.Keys | Should -HaveCount $manifest.CmdletsToExport.Count
        $module.ExportedVariables.Keys | Should -BeNullOrEmpty
    }
}
