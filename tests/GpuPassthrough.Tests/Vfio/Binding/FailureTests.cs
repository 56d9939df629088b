using System.Diagnostics;
using CsCheck;
using GpuPassthrough.Host;
using GpuPassthrough.Vfio.Binding;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Binding;

/// <summary>Whatever goes wrong, the old or the new state holds, and the error says what stands.</summary>
public sealed class FailureTests
{
    private const string Card = BoundHost.Card;
    private static readonly string[] Before = [$"{Card} nouveau -", $"{BoundHost.Sound} snd_hda_intel -"];

    /// <summary>Six writes move two functions; the kernel refuses one of them.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_write_refused_once_leaves_all_as_it_was(int refused)
    {
        using FakePciBus bus = BoundHost.Usual();
        bus.Fault = (number, _) => number == refused ? Errno.InputOutput : Errno.None;
        DriverBindingException error = Assert.Throws<DriverBindingException>(() => bus.Move("vfio-pci"));
        Assert.Equal(Before, bus.States);
        Assert.True(error.IsRestored);
        Assert.Contains("All is as it was before", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_put_back_is_said()
    {
        using FakePciBus bus = BoundHost.Usual();
        bus.Fault = (_, write) => write.StartsWith("drivers_probe", StringComparison.Ordinal) ? Errno.InputOutput : Errno.None;
        DriverBindingException error = Assert.Throws<DriverBindingException>(() => bus.Move("vfio-pci", addresses: Card));
        Assert.Equal($"{Card} - -", bus[Card].State);
        Assert.Equal([bus[Card].State], BoundHost.Said(error));
        Assert.False(error.IsRestored);
        Assert.Contains($"Now: {Card} without driver. Before: {Card} on nouveau", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_fails_the_error_says_what_stands() => Case.Sample(one =>
    {
        using FakePciBus bus = one.Bus();
        string[] before = bus.States;
        Random random = new(one.Seed);
        bus.Fault = (_, _) => random.Next(100) < one.Percent ? Errno.InputOutput : Errno.None;
        try
        {
            bus.Move(one.Wanted);
            return bus.States.All(state => one.IsReached(state));
        }
        catch (DriverBindingException error)
        {
            string[] said = BoundHost.Said(error);
            bool isTrue = said.All(state => bus.States.Contains(state)) && bus.States.Except(said).All(before.Contains);
            bool mayBeRestored = error.IsRestored == bus.States.SequenceEqual(before);
            bool isPutBack = one.Percent > 0 || bus.States.SequenceEqual(before);
            return isTrue && mayBeRestored && isPutBack;
        }
    }, iter: 200);

    [Fact]
    public void An_unbinding_that_hangs_is_given_up()
    {
        using FakePciBus bus = BoundHost.Usual();
        bus.Hangs = write => write.Contains("unbind", StringComparison.Ordinal);
        Stopwatch time = Stopwatch.StartNew();
        DriverBindingException error = Assert.Throws<DriverBindingException>(() => bus.Move("vfio-pci", BoundHost.Short));
        Assert.InRange(time.Elapsed, BoundHost.Short, TimeSpan.FromSeconds(20));
        Assert.Equal("DriverHangs", error.ErrorId);
        Assert.Contains("/sys/bus/pci/drivers/nouveau/unbind", error.Message, StringComparison.Ordinal);
        Assert.Contains("restart", error.NextStep, StringComparison.Ordinal);
        Assert.Equal([$"{Card} nouveau vfio-pci"], BoundHost.Said(error));
        Assert.Equal(2, bus.Writes.Length);
    }

    /// <summary>The lock is held: even reading the override would wait for ever.</summary>
    [Fact]
    public void After_a_hang_the_next_try_does_not_hang()
    {
        using FakePciBus bus = BoundHost.Usual();
        bus.Hangs = write => write.Contains("unbind", StringComparison.Ordinal);
        Assert.Throws<DriverBindingException>(() => bus.Move("vfio-pci", BoundHost.Short, addresses: Card));
        Assert.Equal("DriverBusy", Assert.Throws<DriverBindingException>(() => bus.Move("vfio-pci", BoundHost.Short, addresses: Card)).ErrorId);
    }

    [Fact]
    public void What_moved_before_a_hang_is_said()
    {
        using FakePciBus bus = BoundHost.Usual();
        bus.Hangs = write => write.Contains("snd_hda_intel/unbind", StringComparison.Ordinal);
        DriverBindingException error = Assert.Throws<DriverBindingException>(() => bus.Move("vfio-pci", BoundHost.Short));
        Assert.Equal([$"{Card} vfio-pci vfio-pci", $"{BoundHost.Sound} snd_hda_intel vfio-pci"], BoundHost.Said(error));
        Assert.False(error.IsRestored);
    }

    [Theory]
    [InlineData("driver_override=vfio-pci")]
    [InlineData("drivers/nouveau/unbind")]
    [InlineData("drivers_probe")]
    public void Stopping_between_two_writes_puts_all_back(string at)
    {
        using CancellationTokenSource stop = new();
        using FakePciBus bus = BoundHost.Usual();
        bus.Seen = write => StopAt(write, at, stop);
        DriverBindingException error = Assert.Throws<DriverBindingException>(() => bus.Move("vfio-pci", stop: stop));
        Assert.Equal(("DriverStopped", true), (error.ErrorId, error.IsRestored));
        Assert.Equal(Before, bus.States);
    }

    [Fact]
    public void Stopping_while_the_kernel_hangs_comes_back()
    {
        using CancellationTokenSource stop = new();
        using FakePciBus bus = BoundHost.Usual();
        bus.Hangs = write => write.Contains("unbind", StringComparison.Ordinal);
        bus.Seen = write => StopAt(write, "unbind", stop);
        Stopwatch time = Stopwatch.StartNew();
        Assert.Equal("DriverHangs", Assert.Throws<DriverBindingException>(() => bus.Move("vfio-pci", TimeSpan.FromMinutes(10), stop: stop)).ErrorId);
        Assert.InRange(time.Elapsed, BoundHost.Short, TimeSpan.FromSeconds(60));
    }

    private static Gen<FailureCase> Case =>
        from drivers in One<string?>(null, "nouveau", "vfio-pci", "free").Array[1, 3]
        from overrides in One<string?>(null, "vfio-pci", "none").Array[3]
        from wanted in One<string?>(null, "nouveau", "vfio-pci", "free", "picky")
        from percent in One(0, 5, 30, 60)
        from seed in Gen.Int
        select new FailureCase(drivers, overrides, wanted, percent, seed);

    private static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static void StopAt(string write, string at, CancellationTokenSource stop)
    {
        if (write.Contains(at, StringComparison.Ordinal)) stop.Cancel();
    }
}
