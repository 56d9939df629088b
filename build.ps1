#requires -Version 7.4

<#
.SYNOPSIS
Builds, tests, documents, checks and packs the module.

.DESCRIPTION
A front door for people with PowerShell at hand; each task calls the tools that do the work. Build and Test need
nothing but the .NET SDK and work without this script too: dotnet build, dotnet test.

.PARAMETER Task
Build: makes the importable module, output/GpuPassthrough/<version>.
Test: runs all tests with dotnet test, then the Pester files under Pester itself.
Docs: makes the help that ships from the pages in en-US, and checks the pages with PlatyPS where it is installed.
Analyze: checks format and code style, and the scripts with PSScriptAnalyzer where it is installed.
Package: builds the module from nothing and packs it as output/GpuPassthrough-<version>.zip.

.PARAMETER Configuration
The build configuration.

.EXAMPLE
./build.ps1
Builds the module.

.EXAMPLE
./build.ps1 -Task Test
Runs every test there is, without root.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Docs', 'Analyze', 'Package')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

function Test-Installed([string] $Name, [version] $Version = '0.0') {
    $null -ne (Get-Module -ListAvailable -Name $Name | Where-Object Version -GE $Version)
}

function Invoke-BuildTask {
    dotnet build GpuPassthrough.slnx --configuration $Configuration
}

function Invoke-TestTask {
    dotnet test --configuration $Configuration
    if (-not (Test-Installed Pester 5.7)) {
        throw 'The Pester files need Pester 5.7 or later to run under Pester itself. Install it: Install-PSResource Pester -Version "[5.7,7)"'
    }

    # A process of its own: a module's assemblies cannot be loaded twice, and a second run must test the second build.
    $pwsh = [IO.File]::Exists("$PSHOME/pwsh") ? "$PSHOME/pwsh" : 'pwsh'
    & $pwsh -NoProfile -NonInteractive -Command {
        $ErrorActionPreference = 'Stop'
        Import-Module Pester -MinimumVersion 5.7.0
        $result = Invoke-Pester -Path tests/Pester -PassThru
        exit ($result.Result -ne 'Passed' -or $result.PassedCount -eq 0)
    }
}

function Invoke-DocsTask {
    dotnet test --configuration $Configuration --environment GPUPT_REWRITE=1 --filter-class GpuPassthrough.Tests.Help.MamlTests
    Invoke-BuildTask
    if (-not (Test-Installed Microsoft.PowerShell.PlatyPS)) {
        Write-Warning 'PlatyPS did not check the pages, it is not installed. Install it: Install-PSResource Microsoft.PowerShell.PlatyPS'
        return
    }

    $wrong = Get-ChildItem en-US/*-*.md | Where-Object { -not (Test-MarkdownCommandHelp -Path $_) }
    if ($wrong) { throw "PlatyPS finds these pages malformed: $($wrong.Name)" }
}

function Invoke-AnalyzeTask {
    dotnet format GpuPassthrough.slnx --verify-no-changes --severity warn
    if (-not (Test-Installed PSScriptAnalyzer)) {
        Write-Warning 'PSScriptAnalyzer did not check the scripts, it is not installed. Install it: Install-PSResource PSScriptAnalyzer'
        return
    }

    $found = 'build.ps1', 'tests/Pester' | ForEach-Object {
        Invoke-ScriptAnalyzer -Path $_ -Recurse -Settings .psscriptanalyzer.psd1
    }
    $found | Out-Default
    if ($found) { throw "PSScriptAnalyzer found $(@($found).Count) problems." }
}

function Invoke-PackageTask {
    if ([IO.Directory]::Exists('output/GpuPassthrough')) { [IO.Directory]::Delete('output/GpuPassthrough', $true) }
    Invoke-BuildTask
    $version = (Import-PowerShellDataFile GpuPassthrough.psd1).ModuleVersion
    $package = "output/GpuPassthrough-$version.zip"
    [IO.File]::Delete($package)
    [IO.Compression.ZipFile]::CreateFromDirectory('output/GpuPassthrough', $package, 'Optimal', $true)
    Get-Item $package
}

# .NET has a current directory of its own.
$directory = [Environment]::CurrentDirectory
Push-Location $PSScriptRoot
try {
    [Environment]::CurrentDirectory = $PSScriptRoot
    & "Invoke-${Task}Task"
}
finally {
    [Environment]::CurrentDirectory = $directory
    Pop-Location
}
