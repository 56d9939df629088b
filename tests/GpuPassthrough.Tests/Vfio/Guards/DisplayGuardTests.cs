using GpuPassthrough.Pci;
using GpuPassthrough.Vfio.Guards;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Guards;

/// <summary>The host's last display.</summary>
public sealed class DisplayGuardTests
{
    private const string Card = "0000:01:00.0";
    private const string Other = "0000:02:00.0";
    private const string Expected = "OnlyDisplay " + Card;

    [Fact]
    public void The_only_card_is_guarded()
    {
        using GuardedHost host = new GuardedHost().Add(Card, driver: "nouveau");
        GuardViolation found = Assert.Single(HostGuards.Find(host.Scene(GuardMoment.Now, Card)));
        Assert.Equal(Expected, $"{found.Guard} {found.Address}");
        Assert.Contains("there is no other", found.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("030000", "i915", false)]
    [InlineData("030000", "ast", false)]
    [InlineData("038000", "amdgpu", false)]
    [InlineData("030000", null, true)]
    public void A_display_the_host_can_use_lifts_it(string classCode, string? driver, bool isBoot)
    {
        using GuardedHost host = new GuardedHost().Add(Card, driver: "nouveau").Add(Other, classCode, driver, isBoot: isBoot);
        Assert.Empty(host.Find(GuardMoment.Now, Card));
    }

    [Theory]
    [InlineData("030000", "vfio-pci", "on vfio-pci")]
    [InlineData("030000", "pci-stub", "on pci-stub")]
    [InlineData("030000", null, "no driver")]
    [InlineData("030200", "nvidia", "no outputs")]
    public void A_display_the_host_cannot_use_does_not(string classCode, string? driver, string reason)
    {
        using GuardedHost host = new GuardedHost().Add(Card, driver: "nouveau").Add(Other, classCode, driver);
        GuardViolation found = Assert.Single(HostGuards.Find(host.Scene(GuardMoment.Now, Card)));
        Assert.Contains(reason, found.Reason, StringComparison.Ordinal);
        Assert.Contains(Other, found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_display_that_is_lost_anyway_does_not()
    {
        using GuardedHost host = new GuardedHost().Add(Card, driver: "nouveau").Add(Other, driver: "amdgpu");
        GuardScene scene = host.Scene(GuardMoment.Boot, Card) with { Lost = new HashSet<PciAddress> { PciAddress.Parse(Other) } };
        Assert.Contains("set aside", Assert.Single(HostGuards.Find(scene)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void All_cards_at_once_are_guarded_once()
    {
        using GuardedHost host = new GuardedHost().Add(Card, driver: "nouveau").Add(Other, driver: "amdgpu");
        Assert.Equal([Expected], host.Find(GuardMoment.Boot, Other, Card));
    }

    [Theory]
    [InlineData("030000", "vfio-pci")]
    [InlineData("030000", null)]
    [InlineData("030200", "nvidia")]
    public void A_card_that_shows_the_host_nothing_is_not_missed(string classCode, string? driver)
    {
        using GuardedHost host = new GuardedHost().Add(Card, classCode, driver);
        Assert.Empty(host.Find(GuardMoment.Now, Card));
    }

    [Fact]
    public void The_firmwares_display_is_only_a_warning_while_another_remains()
    {
        using GuardedHost host = new GuardedHost().Add(Card, driver: "nouveau", isBoot: true).Add(Other, driver: "i915");
        GuardScene scene = host.Scene(GuardMoment.Boot, Card);
        Assert.Empty(HostGuards.Find(scene));
        string warning = Assert.Single(HostGuards.Warnings(scene));
        Assert.Contains(Card, warning, StringComparison.Ordinal);
        Assert.Contains(Other, warning, StringComparison.Ordinal);
        Assert.Empty(HostGuards.Warnings(host.Scene(GuardMoment.Boot, Other)));
    }
}
