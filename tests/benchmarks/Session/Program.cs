using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

// Reads one command a line and answers each with one line:
//   script TEXT        keeps the text as the script to run
//   import MANIFEST    imports a module                     -> milliseconds
//   run                runs the script                      -> milliseconds, bytes allocated, objects put out
//   text               runs the script                      -> its output, one line each, and an empty line
using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
runspace.Open();
Invoke("$null", out _);
string script = "$null";
Console.WriteLine("ready");
while (Console.ReadLine() is string line)
{
    string[] words = line.Split(' ', 2);
    switch (words[0])
    {
        case "script":
            script = words[1];
            break;
        case "import":
            Run($"Import-Module -Name '{words[1].Replace("'", "''", StringComparison.Ordinal)}'");
            break;
        case "run":
            Run(script);
            break;
        case "text":
            Array.ForEach(Invoke(script, out _), Console.WriteLine);
            Console.WriteLine();
            break;
        default:
            throw new InvalidOperationException($"Not a command: {line}");
    }
}

void Run(string text)
{
    long bytes = GC.GetTotalAllocatedBytes(precise: true);
    PSObject[] output = Invoke(text, out TimeSpan time);
    bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds} {bytes} {output.Length}"));
}

PSObject[] Invoke(string text, out TimeSpan time)
{
    long start = Stopwatch.GetTimestamp();
    using PowerShell shell = PowerShell.Create(runspace);
    PSObject[] output = [.. shell.AddScript(text).Invoke()];
    time = Stopwatch.GetElapsedTime(start);

    // What went wrong goes to standard error and ends the session: a figure for half the work would be a lie.
    if (!shell.HadErrors) return output;
    foreach (ErrorRecord error in shell.Streams.Error) Console.Error.WriteLine(error);
    Environment.Exit(1);
    return output;
}
