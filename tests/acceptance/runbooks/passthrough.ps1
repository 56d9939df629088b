#Requires -Version 7.4
<#
.SYNOPSIS
Brings a card into a guest. Does what can be done now; run it again after
each restart, until nothing is left.

.DESCRIPTION
Get-PassthroughStatus says where the card stands and what comes next, and
this runs it. Where nothing is left, nothing is done.

Exit codes: 0 nothing is left; 3 the host has to be started again;
4 something is left to you, which the last lines name; 1 an error.

.EXAMPLE
./passthrough.ps1 01:00.0 win10 -Method DisableHypervisorBit

.EXAMPLE
./passthrough.ps1 01:00.0 -WhatIf

Without a domain only the host is prepared.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # A function of the card.
    [Parameter(Mandatory, Position = 0)] [string] $Address,

    # The domain that gets the card.
    [Parameter(Position = 1)] [string] $Domain,

    # How much of the hypervisor the guest sees; else that stays as it is.
    [ValidateSet('None', 'DisableHypervisorBit', 'HyperVEnlightenments',
        'Enlightened')]
    [string] $Method,

    # Where the ROM file goes, a folder or the file itself. Without it only
    # a card that cannot do without gets one.
    [string] $RomFolder,

    # For a domain that is not there yet: its memory, such as 16GB, its
    # disks, and media for the installation.
    [string] $Memory,
    [string[]] $Disk,
    [string[]] $Iso,

    [string] $BootLoader,
    [string] $Uri,
    [switch] $NoStart
)
$ErrorActionPreference = 'Stop'

$wanted = @{ Address = $Address }
if ($Domain) { $wanted.Domain = $Domain }
if ($Method) { $wanted.Method = $Method }
if ($RomFolder) { $wanted.Destination = $RomFolder }
if ($BootLoader) { $wanted.BootLoader = $BootLoader }
if ($Uri) { $wanted.Uri = $Uri }

function New-Guest {
    $guest = @{ Name = $Domain; Disk = $Disk }
    $unit = if ($Memory -match 'GB$') { 1GB } else { 1 }
    $guest.Memory = $unit * [long] ($Memory -replace 'GB$')
    if ($Iso) { $guest.Iso = $Iso }
    if ($Uri) { $guest.Uri = $Uri }
    New-LibvirtDomain @guest
}

# Without a domain there are only the steps of the host.
function Read-Step {
    $other = if (-not $Domain) {
        'Domain', 'Stealth', 'HostDevice', 'Started'
    } elseif ($NoStart) { 'Started' }
    Get-PassthroughStatus @wanted | Where-Object Step -notin $other
}

# Commands of other programs are left to you, and a domain is made only of
# what was given.
function Test-Step($Step) {
    if ($Step.Step -eq 'Domain') { return $Memory -and $Disk }
    $name = $Step.Command.Split(' ')[0]
    (Get-Command $name -ErrorAction Ignore).Source -eq 'GpuPassthrough'
}

function Invoke-Step($Step) {
    if ($Step.Step -eq 'Domain') { return New-Guest }
    & ([scriptblock]::Create($Step.Command))
}

$done = @()
while ($true) {
    $steps = @(Read-Step)
    $ready = @($steps | Where-Object {
        $_.State -eq 'Ready' -and $_.Step -notin $done })
    if (-not $ready -or -not (Test-Step $ready[0])) { break }
    "$($ready[0].Step): $($ready[0].Command)"
    $done += $ready[0].Step
    $null = Invoke-Step $ready[0]
}

# With -WhatIf nothing was done of what was shown.
if ($WhatIfPreference) {
    $steps = @($steps | Where-Object Step -notin $done)
}

# What waits for another step has nothing to say of its own.
$left = @($steps | Where-Object State -notin 'Done', 'Optional' |
    Where-Object { $_.State -ne 'Waiting' -or $null -eq $_.After })
foreach ($step in $left) {
    "$($step.Step), $($step.State): $($step.Evidence)"
    if ($step.Command) { "  $($step.Command)" }
}

if ($WhatIfPreference) { exit 0 }
if ($left | Where-Object Step -eq 'Reboot') {
    'Start the host again, then run this again.'
    exit 3
}
if ($left) { exit 4 }
"Nothing is left to do for $Address."
exit 0
