using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Commands;

/// <summary>The operators, each with its own parameter set, at the positions they have in Pester.</summary>
public sealed partial class ShouldCommand
{
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? ActualValue { get; set; }

    [Parameter]
    public SwitchParameter Not { get; set; }

    [Parameter(ParameterSetName = nameof(Be), Mandatory = true)]
    public SwitchParameter Be { get; set; }

    [Parameter(ParameterSetName = nameof(BeExactly), Mandatory = true)]
    public SwitchParameter BeExactly { get; set; }

    [Parameter(ParameterSetName = nameof(BeNullOrEmpty), Mandatory = true)]
    public SwitchParameter BeNullOrEmpty { get; set; }

    [Parameter(ParameterSetName = nameof(BeTrue), Mandatory = true)]
    public SwitchParameter BeTrue { get; set; }

    [Parameter(ParameterSetName = nameof(BeFalse), Mandatory = true)]
    public SwitchParameter BeFalse { get; set; }

    [Parameter(ParameterSetName = nameof(BeOfType), Mandatory = true)]
    public SwitchParameter BeOfType { get; set; }

    [Parameter(ParameterSetName = nameof(BeGreaterThan), Mandatory = true)]
    public SwitchParameter BeGreaterThan { get; set; }

    [Parameter(ParameterSetName = nameof(BeLessThan), Mandatory = true)]
    public SwitchParameter BeLessThan { get; set; }

    [Parameter(ParameterSetName = nameof(Match), Mandatory = true)]
    public SwitchParameter Match { get; set; }

    [Parameter(ParameterSetName = nameof(BeLike), Mandatory = true)]
    public SwitchParameter BeLike { get; set; }

    [Parameter(ParameterSetName = nameof(Contain), Mandatory = true)]
    public SwitchParameter Contain { get; set; }

    [Parameter(ParameterSetName = nameof(HaveCount), Mandatory = true)]
    public SwitchParameter HaveCount { get; set; }

    [Parameter(ParameterSetName = nameof(Throw), Mandatory = true)]
    public SwitchParameter Throw { get; set; }

    [Parameter(ParameterSetName = nameof(Be), Position = 0)]
    [Parameter(ParameterSetName = nameof(BeExactly), Position = 0)]
    [Parameter(ParameterSetName = nameof(BeGreaterThan), Position = 0)]
    [Parameter(ParameterSetName = nameof(BeLessThan), Position = 0)]
    [Parameter(ParameterSetName = nameof(BeLike), Position = 0)]
    [Parameter(ParameterSetName = nameof(Contain), Position = 0)]
    [Parameter(ParameterSetName = nameof(HaveCount), Position = 0)]
    public object? ExpectedValue { get; set; }

    [Parameter(ParameterSetName = nameof(Match), Position = 0)]
    public object? RegularExpression { get; set; }

    [Parameter(ParameterSetName = nameof(BeOfType), Position = 0)]
    public object? ExpectedType { get; set; }

    [Parameter(ParameterSetName = nameof(Throw), Position = 0)]
    public string? ExpectedMessage { get; set; }

    [Parameter(ParameterSetName = nameof(Throw), Position = 1)]
    public string? ErrorId { get; set; }

    [Parameter(ParameterSetName = nameof(Throw), Position = 2)]
    public Type? ExceptionType { get; set; }

    [Parameter(ParameterSetName = nameof(Throw))]
    public SwitchParameter PassThru { get; set; }

    [Parameter(ParameterSetName = nameof(BeNullOrEmpty), Position = 0)]
    [Parameter(ParameterSetName = nameof(BeTrue), Position = 0)]
    [Parameter(ParameterSetName = nameof(BeFalse), Position = 0)]
    [Parameter(ParameterSetName = nameof(Be), Position = 1)]
    [Parameter(ParameterSetName = nameof(BeExactly), Position = 1)]
    [Parameter(ParameterSetName = nameof(BeGreaterThan), Position = 1)]
    [Parameter(ParameterSetName = nameof(BeLessThan), Position = 1)]
    [Parameter(ParameterSetName = nameof(BeLike), Position = 1)]
    [Parameter(ParameterSetName = nameof(Contain), Position = 1)]
    [Parameter(ParameterSetName = nameof(HaveCount), Position = 1)]
    [Parameter(ParameterSetName = nameof(Match), Position = 1)]
    [Parameter(ParameterSetName = nameof(BeOfType), Position = 1)]
    [Parameter(ParameterSetName = nameof(Throw), Position = 3)]
    public string? Because { get; set; }
}
