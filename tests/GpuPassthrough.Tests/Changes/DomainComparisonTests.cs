using GpuPassthrough.Changes;
using Xunit;

namespace GpuPassthrough.Tests.Changes;

/// <summary>What was handed to libvirt against what it keeps.</summary>
public sealed class DomainComparisonTests
{
    [Theory]
    [InlineData("<domain><name>a</name><vcpu>2</vcpu></domain>", "<domain>\n  <vcpu>2</vcpu>\n  <name>a</name>\n</domain>")]
    [InlineData("<domain><a b='0x01' c='x'/></domain>", "<domain><a c=\"x\" b='1'/></domain>")]
    [InlineData("<domain><uuid>ABCDEF00-1111-2222-3333-444455556666</uuid></domain>", "<domain><uuid>abcdef00-1111-2222-3333-444455556666</uuid></domain>")]
    [InlineData("<domain><d n='1'/><d n='2'/></domain>", "<domain><d n='2'/><d n='1'/></domain>")]
    public void TheSameInOtherWords(string handed, string kept)
    {
        DomainComparison comparison = DomainComparison.Of(handed, kept);

        Assert.Empty(comparison.Missing);
        Assert.Empty(comparison.Added);
    }

    [Theory]
    [InlineData("<domain><a/></domain>", "<domain/>", "a")]
    [InlineData("<domain><a b='1'/></domain>", "<domain><a/></domain>", "a/@b")]
    [InlineData("<domain><a b='1'/></domain>", "<domain><a b='2'/></domain>", "a/@b")]
    [InlineData("<domain><a>x</a></domain>", "<domain><a>y</a></domain>", "a")]
    [InlineData("<domain><d n='1'/><d n='2'/></domain>", "<domain><d n='1'/></domain>", "d")]
    [InlineData("<domain><a><b><c/></b></a></domain>", "<domain><a><b/></a></domain>", "a/b/c")]
    [InlineData("<domain/>", "<network/>", "domain")]
    [InlineData("<domain/>", "no document", "domain")]
    [InlineData("<domain xmlns:q='urn:q'><q:a/></domain>", "<domain><a/></domain>", "a")]
    public void WhatWasLost(string handed, string kept, string place) => Assert.Equal([place], DomainComparison.Of(handed, kept).Missing);

    [Theory]
    [InlineData("<domain><devices/></domain>", "<domain><devices><controller type='pci' index='0'/></devices></domain>", "devices/<controller type='pci' index='0'>")]
    [InlineData("<domain><a/></domain>", "<domain><a b='1'/></domain>", "a/@b='1'")]
    [InlineData("<domain><g/></domain>", "<domain><g passwd='hunter2'/></domain>", "g/@passwd=***")]
    [InlineData("<domain><d n='1'/></domain>", "<domain><d n='2'/><d n='1'><e/></d></domain>", "d/<e>|<d n='2'>")]
    public void WhatWasAdded(string handed, string kept, string added)
    {
        DomainComparison comparison = DomainComparison.Of(handed, kept);

        Assert.Empty(comparison.Missing);
        Assert.Equal(added.Split('|'), comparison.Added);
    }

    [Theory]
    [InlineData("<a b='1' c='2'/>", "<a c=\"2\" b=\"1\"></a>", true)]
    [InlineData("<a><!-- x --><b/></a>", "<a>\n  <b/>\n</a>", true)]
    [InlineData("<a><b/><c/></a>", "<a><c/><b/></a>", false)]
    [InlineData("<a>x</a>", "<a>x </a>", false)]
    [InlineData("<a b='1'/>", "<a b='2'/>", false)]
    public void TellsWhetherADefinitionWasEdited(string left, string right, bool same) => Assert.Equal(same, DomainXml.Same(left, right));

    [Theory]
    [InlineData("<domain><uuid>00000000-0000-0000-0000-000000000001</uuid></domain>", true)]
    [InlineData("<domain><uuid>00000000-0000-0000-0000-000000000002</uuid></domain>", false)]
    [InlineData("<domain/>", false)]
    [InlineData("<network><uuid>00000000-0000-0000-0000-000000000001</uuid></network>", false)]
    [InlineData("<!DOCTYPE domain [<!ENTITY a 'b'>]><domain><uuid>00000000-0000-0000-0000-000000000001</uuid></domain>", false)]
    public void KnowsADefinitionByItsUuid(string xml, bool isIt) => Assert.Equal(isIt, DomainXml.IsDomain(xml, Guid.Parse("00000000-0000-0000-0000-000000000001")));

    [Theory]
    [InlineData("qemu:///system", true)]
    [InlineData("qemu:///session", true)]
    [InlineData("test:///default", true)]
    [InlineData("test:///home/me/node.xml", true)]
    [InlineData("test:///", false)]
    [InlineData("qemu+ssh://host/system", false)]
    [InlineData("qemu:///system?socket=/tmp/evil", false)]
    [InlineData("qemu+ext:///system?command=evil", false)]
    [InlineData("QEMU:///system", false)]
    [InlineData("xen:///system", false)]
    [InlineData("test+ssh://host/default", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void KnowsTheDaemonsOfThisMachine(string? uri, bool isAllowed) => Assert.Equal(isAllowed, DomainUri.IsAllowed(uri));
}
