using System.Globalization;
using GpuPassthrough.Libvirt.Document;

namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>What the methods do to the enlightenments and their clock: a method settles all of them, so that what was before leaves no trace.</summary>
internal sealed class HyperVEdit(DomainElement domain, StealthNotes notes)
{
    private const string Hyperv = "hyperv";
    private const int Retries = 8191;

    /// <summary>Sets exactly these; others are taken out.</summary>
    internal void Set(IReadOnlyList<Enlightenment> wanted, Func<DomainElement, string> vendorId, bool directTimers)
    {
        DomainElement hyperv = domain.Part("features").Ensure(Hyperv);
        Customize(hyperv);
        string[] others = [.. hyperv.Elements.Where(element => element.IsPlain && !wanted.Any(each => each.Name == element.Name)).Select(element => element.Name)];
        if (others.Length > 0) notes.Add("StealthTakenOut", string.Join(", ", others));
        hyperv.Elements.Where(element => element.IsPlain && others.Contains(element.Name)).RemoveAll();
        foreach (Enlightenment each in wanted) SwitchOn(hyperv, each, vendorId, directTimers);
    }

    /// <summary>Sets the clock that belongs to the enlightenments.</summary>
    internal void SetClock()
    {
        DomainElement clock = domain.Find("clock") ?? NewClock();
        DomainElement? timer = Timers(clock).FirstOrDefault();
        Timers(clock).Skip(1).RemoveAll();
        if (timer is null)
        {
            timer = clock.Add("timer", clock.FindAll("timer").LastOrDefault());
            timer.Set("name", Enlightenment.Clock);
        }

        timer.Set("present", "yes");
    }

    /// <summary>Takes out what no guest can use once the hypervisor bit is off.</summary>
    internal void Remove()
    {
        if (domain.Path("features", Hyperv) is DomainElement hyperv)
        {
            string[] names = [.. hyperv.Elements.Select(element => element.Name)];
            notes.Add("StealthHyperVDead", names.Length == 0 ? Hyperv : string.Join(", ", names));
            hyperv.Remove();
        }

        if (domain.Find("clock") is not DomainElement clock || !Timers(clock).Any()) return;
        notes.Add("StealthClockDead");
        Timers(clock).RemoveAll();
    }

    /// <summary>Takes the made-up name out, and hyperv with it where nothing else is in there.</summary>
    internal void RemoveVendorId()
    {
        if (domain.Path("features", Hyperv) is not DomainElement hyperv) return;
        hyperv.FindAll(Enlightenment.NamedVendor.Name).RemoveAll();
        if (!hyperv.Elements.Any() && hyperv.Get("mode") is null or "custom") hyperv.Remove();
    }

    private static IEnumerable<DomainElement> Timers(DomainElement clock) => clock.FindAll("timer").Where(timer => timer.Get("name") == Enlightenment.Clock);

    private static void SwitchOn(DomainElement hyperv, Enlightenment each, Func<DomainElement, string> vendorId, bool directTimers)
    {
        DomainElement[] same = [.. hyperv.FindAll(each.Name)];
        same.Skip(1).RemoveAll();
        DomainElement element = same.FirstOrDefault() ?? hyperv.Add(each.Name);
        string? value = each.Name == Enlightenment.NamedVendor.Name ? vendorId(element) : null;
        element.Set("state", "on");
        if (value is not null) element.Set("value", value);
        if (each == Enlightenment.Spinlocks) element.Set("retries", Retries.ToString(CultureInfo.InvariantCulture));
        if (each.Name == Enlightenment.DirectTimers.Requires[0]) SetDirect(element, directTimers);
    }

    private static void SetDirect(DomainElement timers, bool isOn)
    {
        if (isOn) timers.Ensure(Enlightenment.DirectTimers.Name).Set("state", "on");
        else timers.FindAll(Enlightenment.DirectTimers.Name).RemoveAll();
    }

    // In the other modes libvirt takes no list, or not this one.
    private void Customize(DomainElement hyperv)
    {
        if (hyperv.Get("mode") is not string mode || mode == "custom") return;
        notes.Add("StealthHyperVMode", mode);
        hyperv.Set("mode", "custom");
    }

    private DomainElement NewClock()
    {
        DomainElement clock = domain.Part("clock");
        clock.Set("offset", "utc");
        return clock;
    }
}
