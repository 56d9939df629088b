namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>What had to be adapted, each said once.</summary>
internal sealed class StealthNotes
{
    private readonly List<string> _notes = [];

    internal IReadOnlyList<string> All => _notes;

    internal void Add(string message, params object?[] arguments)
    {
        string note = Messages.Format(message, arguments);
        if (!_notes.Contains(note)) _notes.Add(note);
    }
}
