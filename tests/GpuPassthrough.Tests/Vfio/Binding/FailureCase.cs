namespace GpuPassthrough.Tests.Vfio.Binding;

/// <summary>Functions on some drivers, a wish, and how often the kernel refuses a write.</summary>
internal sealed record FailureCase(string?[] Drivers, string?[] Overrides, string? Wanted, int Percent, int Seed)
{
    /// <summary>A bus on which the driver "picky" takes only every other function, and "free" any.</summary>
    internal FakePciBus Bus()
    {
        FakePciBus bus = new FakePciBus()
            .Add(new FakeDriver("nouveau", "10de:1c03"))
            .Add(new FakeDriver("vfio-pci"))
            .Add(new FakeDriver("free"))
            .Add(new FakeDriver("picky") { Probe = function => function.Address[^3] % 2 == 0 });
        for (int index = 0; index < Drivers.Length; index++)
        {
            bus.Add(new FakeFunction($"0000:0{index + 1}:00.0".Replace("00.0", $"0{index}.0", StringComparison.Ordinal), "10de:1c03") { Driver = Drivers[index], Override = Overrides[index] });
        }

        return bus;
    }

    /// <summary>Whether a function's state is what was wished for.</summary>
    internal bool IsReached(string state) => Wanted is null ? state.EndsWith(" -", StringComparison.Ordinal) : state.Split(' ')[1] == Wanted;
}
