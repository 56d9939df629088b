using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Abstractions;

/// <summary>A planned change in words and differences, as it is shown before anything is done.</summary>
internal static class PlanText
{
    internal static string Of(HostRoot host, ChangePlan plan)
    {
        List<string> parts = [host.IsLive ? plan.Summary : Messages.Format("ChangeOnHost", plan.Summary, host.Path)];
        PassthroughChange change = new(plan, host);
        parts.AddRange(change.Files.Select(file => file.Diff).Concat(change.Domains.Select(domain => domain.Diff)).Select(diff => diff.TrimEnd('\n')));
        string commands = string.Join('\n', plan.Commands.Select(command => "  " + command));
        if (commands.Length > 0) parts.Add(host.IsLive ? Messages.Format("ChangeCommands", commands) : Messages.Format("ChangeCommandsPending", host.Path, commands));
        parts.AddRange(plan.Notes);
        if (plan.RebootRequired) parts.Add(Messages.Format("ChangeReboot"));
        return string.Join('\n', parts);
    }

    /// <summary>A line of a command's output, fit to be shown.</summary>
    internal static string Line(string line) => SafeLine.Of(line);
}
