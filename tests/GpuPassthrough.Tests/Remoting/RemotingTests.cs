using System.Management.Automation;
using GpuPassthrough.Tests.Firmware.Export;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Vfio.Stubs;
using Xunit;

namespace GpuPassthrough.Tests.Remoting;

/// <summary>All that the commands return survives jobs, Export-Clixml and remoting, and is taken back by them.</summary>
public sealed class RemotingTests : IDisposable
{
    private readonly StubbedHost _host = StubbedHost.Of();

    public RemotingTests()
    {
        _host.Tree.File("domain.xml", File.ReadAllText(Path.Combine(Repository.Root, "tests", "domains", "windows10.before.xml")));
        Directory.CreateDirectory(_host.Tree.PathOf("usr/share/qemu"));
        File.WriteAllBytes(_host.Tree.PathOf("usr/share/qemu/card.rom"), MadeRom.Both(0x10de, 0x1c03));
        _host.Do("$file = \"$root/domain.xml\"; $rom = \"$root/usr/share/qemu/card.rom\"; $null = Set-VfioStub 01:00.0 -HostRoot $root -WarningAction Ignore");
    }

    /// <summary>What is emitted, and a command that takes its twin, which must answer as it answers the object itself.</summary>
    public static TheoryData<string, string> Emitted => new()
    {
        { "Get-PciDevice -HostRoot $root -Detailed", "$_ | Get-PciDevice" },
        { "Get-IommuGroup -HostRoot $root -Detailed", "$_ | Get-IommuGroup" },
        { "Get-IommuGroup 1 -HostRoot $root", "$_ | Get-PciDevice" },
        { "Test-PassthroughHost 01:00.0 -HostRoot $root | Where-Object Address", "$_ | Get-PciDevice" },
        { "Get-PassthroughStatus 01:00.0 -HostRoot $root -Uri qemu:///system", "$_ | Get-PassthroughStatus -Uri qemu:///system" },
        { "Get-BootLoader -HostRoot $root", "Get-KernelArgument -BootLoader $_ -HostRoot $root" },
        { "Get-KernelArgument -HostRoot $root", "Get-KernelArgument $_.Name -HostRoot $root" },
        { "Get-VfioStub -HostRoot $root", "$_ | Get-VfioStub" },
        { "Get-PassthroughChange -HostRoot $root", "$_ | Get-PassthroughChange" },
        { "Get-PassthroughChange -HostRoot $root", "$_ | Undo-PassthroughChange -WhatIf -PassThru" },
        { "Set-VfioStub 00:1b.0 -HostRoot $root -WhatIf -PassThru", "$_ | Undo-PassthroughChange -PassThru" },
        { "Get-GpuRom $rom", "Add-DomainHostDevice -Path $file -Address 01:00.0 -Rom $_ -HostRoot $root -WhatIf -PassThru" },
        { "Get-LibvirtDomain -Path $file -HostRoot $root", "$_ | Get-DomainStealth" },
        { "Get-DomainStealth -Path $file -HostRoot $root", "$_ | Get-DomainStealth" },
        { "Add-DomainHostDevice -Path $file -Address 01:00.0 -Rom $rom -HostRoot $root -PassThru", "$_ | Get-PciDevice" },
        { "Add-DomainHostDevice -Path $file -Address 01:00.0 -HostRoot $root -PassThru", "Remove-DomainHostDevice -Path $file -Address $_ -WhatIf -PassThru" },
    };

    public void Dispose() => _host.Dispose();

    [Theory]
    [MemberData(nameof(Emitted))]
    public void Survives_and_is_taken_back(string emits, string takes)
    {
        IReadOnlyList<PSObject> objects = _host.Do(emits).Output;
        Assert.NotEmpty(objects);
        foreach (PSObject live in objects)
        {
            PSObject twin = Twins.Of(live);
            Assert.Empty(Twins.Differences(live.BaseObject.GetType().Name, live, twin));
            EngineResult result = Take(takes, live);
            Assert.Equal(Answer(result), Answer(Take(takes, twin)));
        }
    }

    [Fact]
    public void Every_type_that_a_command_returns_is_tried()
    {
        string[] tried = [.. Emitted.SelectMany(row => _host.Do(row.Data.Item1).Output).Select(item => item.BaseObject.GetType().FullName!).Distinct()];
        string[] declared = [.. _host.Do("Get-Command -Module GpuPassthrough | ForEach-Object { $_.OutputType } | ForEach-Object Name").Of<string>().Where(name => name.StartsWith("GpuPassthrough.", StringComparison.Ordinal)).Distinct()];
        Assert.NotEmpty(declared);
        Assert.Empty(declared.Except(tried));
    }

    private EngineResult Take(string script, PSObject item) => _host.Run($"$item | ForEach-Object {{ {script} }}", ("item", item));

    private static string Answer(EngineResult result) => result.Text() + string.Join('\n', result.Errors) + result.HostText;
}
