using GpuPassthrough.Vfio.Guards;

namespace GpuPassthrough.Readiness.Checks.Cards;

/// <summary>Who uses the card now, and what hangs on it that the host cannot do without.</summary>
internal sealed class UseByHost() : CardRule("Use", "proc(5): mounts, swaps, fd; Documentation/ABI/testing/sysfs-class-net")
{
    internal override Finding? Judge(CardScene card)
    {
        GuardViolation[] violations = [.. HostGuards.Find(card.Guarded)];
        GuardViolation[] needed = [.. violations.Where(violation => violation.Guard is PassthroughGuard.HostDisk or PassthroughGuard.HostNetwork)];
        if (needed.Length > 0) return Finding.Fail(string.Join(' ', needed.Select(violation => violation.Reason)), Remedies(needed));
        GuardViolation[] guests = [.. violations.Where(violation => violation.Guard == PassthroughGuard.InUse)];
        if (guests.Length > 0) return Finding.Warn(string.Join(' ', guests.Select(violation => violation.Reason)), Messages.Format("ReadyUseGuest"));
        string[] uses = [.. card.Set.SelectMany(device => card.UsesOf(device).Select(use => $"{device} {use}"))];
        if (uses.Length > 0) return Finding.Warn(Messages.Format("ReadyUse", string.Join(", ", uses)), card.StubCommand);
        if (card.Scene.IsLive && !card.Scene.IsPrivileged) return Finding.Skip(Messages.Format("ReadyUseHidden", CardScene.Text(card.Set)));
        return Finding.Pass(Messages.Format("ReadyUseNone", CardScene.Text(card.Set)));
    }

    private static string Remedies(GuardViolation[] violations) =>
        string.Join(' ', violations.Select(violation => violation.ToException().NextStep).Distinct());
}
