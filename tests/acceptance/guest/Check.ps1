# What runbooks check with. Each check is a line; the first word says whether it holds.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$script:broken = 0

function Test-Equal($What, $Expected, $Actual) {
    if ("$Expected" -ceq "$Actual") { "good: $What"; return }
    $script:broken++
    "BAD: $What`n  expected: $Expected`n  found:    $Actual"
}

# Texts in order, each once, as one text.
function Get-Ordered($Texts) { "$([Collections.Generic.SortedSet[string]]::new([string[]] @($Texts), [StringComparer]::Ordinal))" }

function Test-Text($What, $Part, $Text) { Test-Equal $What "with $Part" $(if ("$Text".Contains($Part)) { "with $Part" } else { "$Text" }) }

# The error that the action ends with must have this ID, and name this.
function Test-Error($What, $Id, [scriptblock] $Action, $Naming = '') {
    $found, $text = 'no error', ''
    try { $null = & $Action } catch { $found, $text = $_.FullyQualifiedErrorId, "$_"; "  $_" }
    Test-Equal $What $Id $found.Split(',')[0]
    if ($Naming) { Test-Text $What $Naming $text }
}

function Complete-Runbook {
    if ($script:broken) { throw "$script:broken checks do not hold." }
    'all checks hold'
}

function Read-Driver($Address) { [IO.Path]::GetFileName((readlink "/sys/bus/pci/devices/$Address/driver")) }

# The drivers that ever probed a function since the kernel started: needs the argument dd.dyndbg=+p.
function Read-Probe($Address) {
    foreach ($line in dmesg) { if ($line -match "really_probe: probing driver (\S+)" -and $line.Contains($Address)) { $Matches[1] } }
}
