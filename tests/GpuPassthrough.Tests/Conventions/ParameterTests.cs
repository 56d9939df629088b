using System.Management.Automation;
using GpuPassthrough.Binding;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Conventions.Support;
using Xunit;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>A parameter of one name means, binds and completes the same in every cmdlet.</summary>
public sealed class ParameterTests
{
    private static readonly string[] HexFilters = ["Vendor", "Device", "Id", "Class"];

    /// <summary>Cmdlets that look at no host.</summary>
    private static readonly string[] WithoutHost = [];

    /// <summary>Cmdlets whose first position is another parameter's.</summary>
    private static readonly string[] AddressIsNamed = ["Get-IommuGroup"];

    /// <summary>Cmdlet and parameter that may bind by property name.</summary>
    private static readonly string[] ByPropertyName = ["Get-GpuRom -LiteralPath", "Repair-GpuRom -LiteralPath"];

    [Fact]
    public void AddressTakesDevicesEverywhere()
    {
        var addresses = CmdletInfos.Parameters.Where(item => item.Parameter.Name == "Address").ToList();

        Assert.NotEmpty(addresses);
        Assert.All(addresses, item =>
        {
            Assert.Equal(typeof(PciTarget[]), item.Parameter.ParameterType);
            Assert.True(item.Parameter.ValueFromPipeline || TakesDomains(item.Cmdlet), item.Cmdlet.Name);
            Assert.Contains(item.Parameter.Attributes, attribute => attribute is PciTargetTransformationAttribute);
            if (TakesDomains(item.Cmdlet)) Assert.InRange(item.Parameter.Position, 0, 1);
            else Assert.Equal(AddressIsNamed.Contains(item.Cmdlet.Name) ? int.MinValue : 0, item.Parameter.Position);
        });
    }

    // Their pipeline brings the domains, and a domain's name stands first.
    private static bool TakesDomains(CmdletInfo cmdlet) => cmdlet.ParameterSets.Any(set => set.Parameters.Any(parameter => parameter.Name == "Domain"));

    [Fact]
    public void HexFiltersTakeTexts()
    {
        var filters = CmdletInfos.Parameters.Where(item => IsHexFilter(item.Cmdlet, item.Parameter)).ToList();

        Assert.NotEmpty(filters);
        Assert.All(filters, item =>
        {
            Assert.Equal(typeof(string[]), item.Parameter.ParameterType);
            Assert.Contains(item.Parameter.Attributes, attribute => attribute is HexFilterTransformationAttribute);
        });
    }

    [Fact]
    public void ValuesOfTheHostAreCompleted() => Assert.All(
        CmdletInfos.Parameters.Where(item => NeedsCompleter(item.Cmdlet, item.Parameter)),
        item => Assert.True(Completer(item.Parameter) is not null, $"{item.Cmdlet.Name} -{item.Parameter.Name} has no completer"));

    [Fact]
    public void CompletersCanBeMade() => Assert.All(
        CmdletInfos.Parameters.Select(item => Completer(item.Parameter)).OfType<ArgumentCompleterAttribute>().Select(attribute => attribute.Type).Distinct(),
        type => Assert.IsAssignableFrom<IArgumentCompleter>(Activator.CreateInstance(type)));

    [Fact]
    public void WhatLooksAtAHostHasItsRoot() => Assert.Equal(
        CmdletInfos.All.Select(cmdlet => cmdlet.Name).Except(WithoutHost),
        CmdletInfos.All.Where(cmdlet => cmdlet.Parameters.TryGetValue("HostRoot", out ParameterMetadata? root) && root.ParameterType == typeof(string)).Select(cmdlet => cmdlet.Name));

    [Fact]
    public void NothingBindsByPropertyNameUnlisted() => Assert.Equal(
        ByPropertyName,
        CmdletInfos.Parameters.Where(item => item.Parameter.ValueFromPipelineByPropertyName).Select(item => $"{item.Cmdlet.Name} -{item.Parameter.Name}").Distinct());

    // A change has an Id of another kind.
    private static bool IsHexFilter(CmdletInfo cmdlet, CommandParameterInfo parameter) =>
        HexFilters.Contains(parameter.Name) && !cmdlet.Noun.EndsWith("Change", StringComparison.Ordinal);

    private static bool NeedsCompleter(CmdletInfo cmdlet, CommandParameterInfo parameter) =>
        IsHexFilter(cmdlet, parameter)
        || parameter.Name is "Address" or "Driver" or "Domain"
        || (parameter.Name == "Name" && cmdlet.Noun.Contains("Domain", StringComparison.Ordinal) && cmdlet.Verb != "New");

    private static ArgumentCompleterAttribute? Completer(CommandParameterInfo parameter) => parameter.Attributes.OfType<ArgumentCompleterAttribute>().SingleOrDefault();
}
