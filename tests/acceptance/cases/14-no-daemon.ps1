# Where no daemon answers, what is to be done is said by what the host has: here the units of Debian's package.
. $PSScriptRoot/../guest/Check.ps1
Test-Error 'no daemon' 'LibvirtNoDaemon' { Get-LibvirtDomain }
try { Get-LibvirtDomain } catch { $advice = $_.ErrorDetails.RecommendedAction }
Test-Equal 'says how it is started' $true $advice.Contains('systemctl enable --now libvirtd.socket')
Test-Error 'a change without a daemon' 'LibvirtNoDaemon' { Set-DomainStealth win10 -Method None -Confirm:$false }
Complete-Runbook
