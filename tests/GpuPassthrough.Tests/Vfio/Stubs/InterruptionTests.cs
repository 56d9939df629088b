using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Changes;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>The whole change of Set-VfioStub on Debian stops after any of its steps for good, as in a power cut or by kill -9.</summary>
public sealed class InterruptionTests : IDisposable
{
    private const int FewestSteps = 30;
    private const int MostSteps = 500;

    private readonly TemporaryHost _tree = BootHost.Of("debian-12");
    private readonly StubScene _scene;
    private readonly string[] _before;
    private readonly ChangePlan _plan;

    public InterruptionTests()
    {
        _scene = new StubScene(_tree.Root);
        _scene.Record("update-initramfs");
        _scene.Record("update-grub");
        _before = _scene.State;
        _plan = _scene.Plan();
        Assert.Equal(StubScene.Files.Order(StringComparer.Ordinal), _plan.Files.Where(file => file.ChangesSomething).Select(file => file.Path).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void RecoversFromAnyStep()
    {
        int steps = 1;
        while (Interrupt(steps)) steps++;
        Assert.InRange(steps, FewestSteps, MostSteps);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(19)]
    [InlineData(26)]
    [InlineData(30)]
    public void RecoversFromBeingKilled(int step)
    {
        Assert.True(KilledChild.DiesAfter(step, "stub", _tree.Root));
        _scene.AssertNothingTorn(_plan);
        _scene.AssertRecovers(_before);
        Assert.Equal(ChangeState.Done, Apply(_ => false).State);
    }

    // Once dead, always dead: nothing is written any more, however the code goes on.
    private bool Interrupt(int step)
    {
        int left = step;
        try
        {
            Apply(_ => --left == 0);
        }
        catch (Exception)
        {
        }

        _scene.AssertNothingTorn(_plan);
        _scene.AssertRecovers(_before);
        return left <= 0;
    }

    private PassthroughChange Apply(Func<WriteStep, bool> isLast)
    {
        using HostRoot host = HostRoot.Open(_tree.Root);
        bool isDead = false;
        HostWriter writer = new(host)
        {
            Before = _ => isDead ? throw new OperationInterruptedException() : Errno.None,
            After = step =>
            {
                isDead |= isLast(step);
                if (isDead) throw new OperationInterruptedException();
            },
        };
        return _scene.Apply(writer);
    }
}
