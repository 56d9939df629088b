namespace GpuPassthrough.Runner;

internal static class Program
{
    private const int Failure = 1;
    private const int Misuse = 2;

    public static int Main(string[] args)
    {
        try
        {
            var options = Arguments.Parse(args);
            return options.Action switch
            {
                RunnerAction.Help => Print(HelpText.Text),
                RunnerAction.Version => Print("gpupt " + ModuleLocator.Version),
                _ => Session.Run(options, ModuleLocator.Find(AppContext.BaseDirectory)),
            };
        }
        catch (UsageException e)
        {
            return Complain(e.Message + Environment.NewLine + "Type 'gpupt -?' for help.", Misuse);
        }
        catch (Exception e) when (e is ModuleNotFoundException or IOException)
        {
            return Complain(e.Message, Failure);
        }
    }

    private static int Print(string text)
    {
        Console.Out.WriteLine(text);
        return 0;
    }

    private static int Complain(string message, int exitCode)
    {
        Console.Error.WriteLine("gpupt: " + message);
        return exitCode;
    }
}
