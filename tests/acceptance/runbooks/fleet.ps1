#Requires -Version 7.4
<#
.SYNOPSIS
Shows, and with -Prepare brings on, where the cards of many hosts stand: by
PowerShell remoting over SSH, grouped by host.

.DESCRIPTION
Each host needs PowerShell 7.4 or later as a subsystem of its SSH server,
and this module. One that does not answer is an error; the others come.

.EXAMPLE
./fleet.ps1 hv01, hv02, hv03
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)] [string[]] $HostName,
    [string] $UserName = 'root',
    [string] $Vendor = '10de',

    # Turns the IOMMU on and stubs the cards. No host is started again.
    [switch] $Prepare
)

$onHost = {
    param([string] $Vendor, [bool] $Prepare)
    $ErrorActionPreference = 'Stop'
    Import-Module GpuPassthrough
    if ($Prepare) {
        Enable-Iommu -Confirm:$false
        Get-IommuGroup -Gpu -Vendor $Vendor | Set-VfioStub -Confirm:$false
    }
    Get-PciDevice -Gpu -Vendor $Vendor | Get-PassthroughStatus
}

$remote = @{ HostName = $HostName; UserName = $UserName }
$steps = Invoke-Command @remote $onHost -ArgumentList $Vendor, $Prepare

# What is left, host by host.
$steps | Where-Object State -notin 'Done', 'Optional' |
    Sort-Object PSComputerName, Address |
    Format-Table Address, Step, State, Command -GroupBy PSComputerName
