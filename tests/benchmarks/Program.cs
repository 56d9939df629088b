using System.Globalization;
using GpuPassthrough.Benchmarks;
using GpuPassthrough.Benchmarks.Compare;
using GpuPassthrough.Benchmarks.Hosts;
using GpuPassthrough.Benchmarks.Parts;

const string Usage = """
    parts [BenchmarkDotNet options]       the parts of the module, by BenchmarkDotNet
    compare [options]                     Get-IommuGroup against lspci, the shell loop and a C program
    generate --out DIR [options]          makes one synthetic host and leaves it there

    --functions N[,N...]   sizes of the synthetic hosts (compare: 100,1000,10000,50000; generate: 1000)
    --modules DIR          a kernel's indexes, such as /lib/modules/6.1.0-50-amd64, instead of made-up ones
    --temp DIR             where to put the trees for the time of the run (/dev/shm where it has room, else the temporary directory)
    --check                exit 1 when a budget is exceeded
    """;

try
{
    return args switch
    {
        ["parts", .. var rest] => PartsCommand.Run(rest),
        ["compare", .. var rest] => CompareCommand.Run(Options.Parse(rest, [100, 1000, 10_000, 50_000])),
        [CompareCommand.InsideVerb, .. var rest] => CompareCommand.RunInside(Options.Parse(rest, [])),
        ["generate", .. var rest] => Generate(Options.Parse(rest, [1000])),
        _ => Misuse(Usage),
    };
}
catch (BenchmarkException exception)
{
    return Misuse(exception.Message);
}

static int Generate(Options options)
{
    if (options.Out is not string root || options.Functions is not [int functions]) return Misuse("generate takes --out DIR and one size.");
    using WorkDirectory work = WorkDirectory.Create(options.Temp, functions);
    KnownIds ids = new();
    ModuleIndexes modules = options.Modules is string given ? ModuleIndexes.Existing(given) : ModuleIndexes.MakeUp(work.Path, ids);
    SyntheticHost.Create(Path.GetFullPath(root), functions, modules, ids);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{root}: {functions} functions"));
    return 0;
}

static int Misuse(string text)
{
    Console.Error.WriteLine(text);
    return 2;
}
