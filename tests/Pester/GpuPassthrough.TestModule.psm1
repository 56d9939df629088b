# What the test files share. It keeps to the core commands and .NET, which every host of the tests has.

$repository = [IO.Path]::GetFullPath("$PSScriptRoot/../..")

function Get-StagedManifest {
    <#
    .SYNOPSIS
    The path of the manifest that the last build staged: the one of the newest version.
    #>
    [OutputType([string])]
    param()

    $newest = $null
    foreach ($folder in [IO.Directory]::GetDirectories("$repository/output/GpuPassthrough")) {
        $version = [version][IO.Path]::GetFileName($folder)
        if ($null -eq $newest -or $version -gt $newest) { $newest = $version }
    }
    if ($null -eq $newest) { throw "Nothing is staged below $repository/output. Build first." }
    "$repository/output/GpuPassthrough/$newest/GpuPassthrough.psd1"
}

function Get-FakeHost {
    <#
    .SYNOPSIS
    The root of a fake host, by the name of its folder in tests/hosts.
    #>
    [OutputType([string])]
    param([Parameter(Mandatory)] [string] $Name)

    $root = "$repository/tests/hosts/$Name"
    if (-not [IO.Directory]::Exists($root)) { throw "There is no fake host $root." }
    $root
}

Import-Module -Name (Get-StagedManifest) -Global -ErrorAction Stop
Export-ModuleMember -Function Get-StagedManifest, Get-FakeHost
