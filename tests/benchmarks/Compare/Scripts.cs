namespace GpuPassthrough.Benchmarks.Compare;

/// <summary>What is typed at the prompt, and the tutorial's loop.</summary>
internal static class Scripts
{
    /// <summary>The tutorial's loop: one lspci for each function. "$@" are lspci's options for the tree.</summary>
    internal const string TutorialLoop = """
        for d in $members; do
            n=${d#*/iommu_groups/}; n=${n%%/*}
            printf 'IOMMU Group %s ' "$n"
            "$@" -nns "${d##*/}"
        done
        """;

    internal static string Bare(string root) => $"Get-IommuGroup -HostRoot '{root}'";

    internal static string Full(string root) =>
        $"foreach ($g in Get-IommuGroup -HostRoot '{root}') {{ foreach ($f in $g.Functions) {{ $null = $f.Name; $null = $f.Driver; $null = $f.KernelModules }}; $g }}";

    internal static string Answers(string root) =>
        $"foreach ($g in Get-IommuGroup -HostRoot '{root}') {{ foreach ($f in $g.Functions) {{ \"$($f.Address)|$($f.Driver)|$($f.KernelModules -join ', ')\" }} }}";
}
