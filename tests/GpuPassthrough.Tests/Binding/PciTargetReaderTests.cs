using System.Collections;
using System.Management.Automation;
using GpuPassthrough.Binding;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Binding;

/// <summary>Every way in which a function can be named to a command.</summary>
public sealed class PciTargetReaderTests
{
    private static readonly string Root = FakeHosts.Root("h97m-gtx1060");
    private static readonly IReadOnlyList<IommuGroup> Groups = ReadGroups();
    private static readonly IommuGroup Card = Groups.Single(group => group.Number == 1);
    private static readonly PciDevice Display = Card.Endpoints[0];

    private static readonly PciTarget Expected = new(PciAddress.Parse("0000:01:00.0"), Root, null, new HardwareId(0x10de, 0x1c03));
    private static readonly PciTarget ExpectedBridge = new(PciAddress.Parse("0000:00:01.0"), Root, null, new HardwareId(0x8086, 0x0c01), IsBridgeOfGroup: true);
    private static readonly PciTarget ExpectedAudio = new(PciAddress.Parse("0000:01:00.1"), Root, null, new HardwareId(0x10de, 0x10f1));

    [Theory]
    [InlineData("01:00.0")]
    [InlineData("0000:01:00.0")]
    [InlineData("pci_0000_01_00_0")]
    public void Text_names_an_address_and_nothing_else(string text) =>
        Assert.Equal([new PciTarget(PciAddress.Parse("0000:01:00.0"))], PciTargetReader.Read(text));

    [Fact]
    public void An_address_is_taken_as_it_is() => Assert.Equal([new PciTarget(Display.Address)], PciTargetReader.Read(Display.Address));

    [Fact]
    public void A_target_is_taken_as_it_is() => Assert.Equal([Expected], PciTargetReader.Read(Expected));

    [Fact]
    public void A_device_brings_host_and_hardware_id() => Assert.Equal([Expected], PciTargetReader.Read(Display));

    [Fact]
    public void A_wrapped_device_is_the_device() => Assert.Equal([Expected], PciTargetReader.Read(PSObject.AsPSObject(Display)));

    [Fact]
    public void Of_a_group_the_bridges_are_marked() => Assert.Equal([ExpectedBridge, Expected, ExpectedAudio], PciTargetReader.Read(Card));

    [Fact]
    public void A_group_of_bridges_still_tells_its_host() =>
        Assert.All(PciTargetReader.Read(Groups.Single(group => group.Address is ["0000:00:1c.0"])), target => Assert.Equal((true, Root), (target.IsBridgeOfGroup, target.HostRoot)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_deserialised_device_names_what_the_live_one_does(int depth) => Assert.Equal([Expected], PciTargetReader.Read(Twin(Display, depth)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_deserialised_group_names_what_the_live_one_does(int depth) => Assert.Equal([ExpectedBridge, Expected, ExpectedAudio], PciTargetReader.Read(Twin(Card, depth)));

    [Fact]
    public void A_deserialised_address_is_its_text() =>
        Assert.Equal([new PciTarget(Display.Address)], PciTargetReader.Read(Twin(new PSObject(Display), 2).Properties["Address"].Value.ToString()));

    [Fact]
    public void Anything_with_an_address_will_do()
    {
        PSObject bag = new();
        bag.Properties.Add(new PSNoteProperty("Address", "01:00.0"));
        bag.Properties.Add(new PSNoteProperty("HostRoot", Root));
        bag.Properties.Add(new PSNoteProperty("Id", "10de:1c03"));
        Assert.Equal([Expected], PciTargetReader.Read(bag));
    }

    [Fact]
    public void Lists_of_all_kinds_are_taken_apart()
    {
        object list = new ArrayList { "01:00.0", new object[] { Display, PSObject.AsPSObject(Card) }, Twin(Display, 1) };
        Assert.Equal([new PciTarget(Display.Address), Expected, ExpectedBridge, Expected, ExpectedAudio, Expected], PciTargetReader.Read(list));
    }

    [Fact]
    public void Nothing_in_a_list_is_refused() => Refused(new object?[] { "01:00.0", null }, "TargetNull");

    [Fact]
    public void Null_is_refused() => Refused(null, "TargetNull");

    [Theory]
    [InlineData(1.0)]
    [InlineData(5)]
    [InlineData(1e82)]
    public void Numbers_are_refused_with_advice(object number) => Refused(number, "TargetNumber");

    [Theory]
    [InlineData("01:00")]
    [InlineData("")]
    [InlineData("nvidia")]
    public void Text_that_is_no_address_is_refused(string text) => Refused(text, "InvalidPciAddress");

    [Fact]
    public void Anything_else_is_refused_by_its_type() =>
        Assert.Contains("System.Uri", Refused(new Uri("http://localhost"), "TargetUnknown").Message, StringComparison.Ordinal);

    private static ArgumentTransformationMetadataException Refused(object? value, string message)
    {
        ArgumentTransformationMetadataException error = Assert.Throws<ArgumentTransformationMetadataException>(() => PciTargetReader.Read(value));
        string fixedPart = Messages.Format(message, "\0", "\0", "\0").Split('\0').MaxBy(part => part.Length)!;
        Assert.Contains(fixedPart, error.Message, StringComparison.Ordinal);
        return error;
    }

    private static PSObject Twin(object value, int depth)
    {
        PSObject twin = (PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(value, depth));
        Assert.StartsWith("Deserialized.", twin.TypeNames[0], StringComparison.Ordinal);
        return twin;
    }

    private static IReadOnlyList<IommuGroup> ReadGroups()
    {
        using HostRoot host = HostRoot.Open(Root);
        return IommuGroupReader.Read(host, PciInventory.Read(host));
    }
}
