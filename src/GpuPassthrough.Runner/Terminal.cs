namespace GpuPassthrough.Runner;

/// <summary>What standard input, output and error are connected to.</summary>
internal sealed class Terminal
{
    private const int RedirectedWidth = 120;
    private const int RedirectedHeight = 50;

    public Terminal(int? width)
    {
        Input = !Console.IsInputRedirected;
        Output = !Console.IsOutputRedirected;
        Error = !Console.IsErrorRedirected;
        Colour = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb";
        var (columns, rows) = TerminalSize.Read();
        Width = width ?? (columns > 0 ? columns : RedirectedWidth);
        Height = rows > 0 ? rows : RedirectedHeight;
    }

    public bool Input { get; }

    public bool Output { get; }

    public bool Error { get; }

    /// <summary>Escape sequences may be sent to a terminal (see no-color.org).</summary>
    public bool Colour { get; }

    public int Width { get; }

    public int Height { get; }
}
