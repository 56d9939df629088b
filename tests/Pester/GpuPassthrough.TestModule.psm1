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

function Copy-FakeHost {
    <#
    .SYNOPSIS
    Copies a fake host, with the boot files of a folder of tests/boot over it, to where it may be changed.
    #>
    [OutputType([string])]
    param(
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [string] $Destination,
        [string] $Boot
    )

    Copy-Tree (Get-FakeHost $Name) $Destination
    if ($Boot) {
        # The kernel modules of the host become those of the distribution's kernel.
        $old = [IO.File]::ReadAllText("$Destination/proc/sys/kernel/osrelease").Trim()
        $new = [IO.File]::ReadAllText("$repository/tests/boot/$Boot/proc/sys/kernel/osrelease").Trim()
        if ($old -ne $new) { [IO.Directory]::Move("$Destination/lib/modules/$old", "$Destination/lib/modules/$new") }
        Copy-Tree "$repository/tests/boot/$Boot" $Destination
    }
    $Destination
}

# Links stay links, and files go through links that are there already: lib is one on some hosts.
function Copy-Tree([string] $From, [string] $To) {
    [void][IO.Directory]::CreateDirectory($To)
    foreach ($entry in [IO.DirectoryInfo]::new($From).EnumerateFileSystemInfos()) {
        $path = "$To/$($entry.Name)"
        if ($null -ne $entry.LinkTarget) {
            if ($null -ne [IO.FileInfo]::new($path).LinkTarget -or [IO.File]::Exists($path)) { [IO.File]::Delete($path) }
            [void][IO.File]::CreateSymbolicLink($path, $entry.LinkTarget)
        }
        elseif ($entry -is [IO.FileInfo]) { [void]$entry.CopyTo($path, $true) }
        else { Copy-Tree $entry.FullName $path }
    }
}

function Get-TreeText {
    <#
    .SYNOPSIS
    The configuration of a host: the paths of the files below etc with what they hold, a text each.
    #>
    [OutputType([string[]])]
    param([Parameter(Mandatory)] [string] $Root)

    $options = [IO.EnumerationOptions]::new()
    $options.RecurseSubdirectories = $true
    $options.AttributesToSkip = [IO.FileAttributes]::ReparsePoint
    $paths = [string[]]@([IO.Directory]::EnumerateFiles("$Root/etc", '*', $options))
    [Array]::Sort($paths, [StringComparer]::Ordinal)
    foreach ($path in $paths) { "$($path.Substring($Root.Length)): $([IO.File]::ReadAllText($path))" }
}

Import-Module -Name (Get-StagedManifest) -Global -ErrorAction Stop
Export-ModuleMember -Function Get-StagedManifest, Get-FakeHost, Copy-FakeHost, Get-TreeText
