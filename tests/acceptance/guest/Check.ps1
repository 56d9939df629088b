# What runbooks check with. Each check is a line; the first word says whether it holds.
$ErrorActionPreference = 'Stop'
$script:broken = 0

function Test-Equal($What, $Expected, $Actual) {
    if ("$Expected" -ceq "$Actual") { "good: $What"; return }
    $script:broken++
    "BAD: $What`n  expected: $Expected`n  found:    $Actual"
}

# The error that the action ends with must have this ID.
function Test-Error($What, $Id, [scriptblock] $Action) {
    $found = 'no error'
    try { $null = & $Action } catch { $found = $_.FullyQualifiedErrorId; "  $_" }
    Test-Equal $What $Id $found.Split(',')[0]
}

function Complete-Runbook {
    if ($script:broken) { throw "$script:broken checks do not hold." }
    'all checks hold'
}
