using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Libvirt;

/// <summary>Domains as they are before and after an edit, written by hand and valid for libvirt's own schema.</summary>
internal static class DomainFiles
{
    internal static string Folder { get; } = Path.Combine(Repository.Root, "tests", "domains");

    internal static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name + ".xml"));

    internal static DomainDocument Read(string name) => DomainDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".xml")), name);

    internal static DomainDefinition Definition(DomainDocument document) => new() { Name = document.Name, Document = document, HostRoot = "/" };

    /// <summary>libvirt's own schema takes the document.</summary>
    internal static void Validate(string xml)
    {
        using TemporaryHost folder = new();
        folder.File("domain.xml", xml);
        string output = Tool.Run("virt-xml-validate", out int exitCode, folder.PathOf("domain.xml"), "domain");
        Assert.True(exitCode == 0, output + xml);
    }
}
