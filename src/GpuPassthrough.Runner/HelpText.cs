namespace GpuPassthrough.Runner;

internal static class HelpText
{
    public const string Text = """
        gpupt runs PowerShell with the GpuPassthrough module loaded, on hosts without pwsh.

        gpupt [OPTIONS] [-Command] TEXT...     run TEXT (all that follows, joined by blanks)
        gpupt [OPTIONS] -File SCRIPT [ARGS]    run a script file with its arguments
        gpupt [OPTIONS] -                      run the script on standard input

          -HostRoot DIR            look at the host below DIR instead of this machine
          -OutputFormat Text|Json  views as pwsh shows them (default), or one JSON array
          -Width N                 lay text out for N columns (default: the terminal's, else 120)
          -Version                 print the module's version
          -?, -h, --help           print this help

        Examples:
          gpupt Get-PciDevice
          gpupt Get-IommuGroup -Gpu
          gpupt -OutputFormat Json 'Get-PciDevice -Vendor 10de -Detailed'
          gpupt -HostRoot /mnt/disk -File ./runbook.ps1 -Confirm:$false

        Objects go to standard output; errors, warnings and progress to standard error.
        NO_COLOR is honoured. The exit code is 0, 1 when an error was written, 2 when the
        command line is wrong, 130 after Ctrl-C, or what the script's exit statement says.

        The engine is PowerShell's core: Get-Command lists what it has. Commands such as
        Select-Object, Sort-Object and Format-Table come with pwsh.
        """;
}
