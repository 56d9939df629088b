namespace GpuPassthrough.Tests;

public sealed class Smoke
{
    [Xunit.Fact]
    public void Engine_loads() => Xunit.Assert.NotNull(typeof(System.Management.Automation.PowerShell));
}
