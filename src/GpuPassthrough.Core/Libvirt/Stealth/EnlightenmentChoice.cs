namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>Which of the full set a host can give, and why the others are left out.</summary>
internal static class EnlightenmentChoice
{
    private const string Intel = "GenuineIntel";

    internal static List<Enlightenment> Choose(StealthOptions options, StealthNotes notes)
    {
        List<Enlightenment> chosen = [];
        foreach (Enlightenment each in Enlightenment.Full)
        {
            if (each.Hindrance(options) is { } hindrance) notes.Add("StealthLeftOutOld", each.Name, hindrance.Program, hindrance.Since, hindrance.Have);
            else if (each.Requires.FirstOrDefault(name => !chosen.Exists(other => other.Name == name)) is string missing) notes.Add("StealthLeftOutWithout", each.Name, missing);
            else if (!each.NestedOnly || (options.CpuVendor == Intel && options.HasNested != false)) chosen.Add(each);
            else if (options.CpuVendor is null) notes.Add("StealthLeftOutUnknown", each.Name);
            else if (options.CpuVendor == Intel) notes.Add("StealthLeftOutNested", each.Name);
        }

        return chosen;
    }
}
