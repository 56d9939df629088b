namespace GpuPassthrough.Libvirt.Document;

/// <summary>Changes to the elements of a document, written the way their neighbours are.</summary>
internal static class DomainEdits
{
    private const string Step = "  ";

    /// <summary>Sets an attribute; one that has the value already is not touched.</summary>
    internal static void Set(this DomainElement element, string name, string value)
    {
        DomainAttribute? found = element.Attributes.FirstOrDefault(attribute => attribute.Name == name);
        if (found is null) element.Append(new DomainAttribute { Lead = " ", Name = name, Equal = "=", Quote = QuoteOf(element), Raw = XmlText.Escape(value, QuoteOf(element)) });
        else if (found.Value != value) found.Value = value;
    }

    /// <summary>Takes an attribute out, with the white space before it.</summary>
    internal static void Unset(this DomainElement element, string name)
    {
        if (element.Attributes.FirstOrDefault(attribute => attribute.Name == name) is DomainAttribute found) element.RemoveAttribute(found);
    }

    /// <summary>The child of that name, which is added last when it is missing.</summary>
    internal static DomainElement Ensure(this DomainElement parent, string name) => parent.Find(name) ?? parent.Add(name);

    /// <summary>Adds a child on a line of its own.</summary>
    /// <param name="parent">The element it goes into.</param>
    /// <param name="name">Its name.</param>
    /// <param name="after">The child it comes after; null for the last of them.</param>
    /// <param name="before">The child it comes before, when there is none to come after.</param>
    internal static DomainElement Add(this DomainElement parent, string name, DomainElement? after = null, DomainElement? before = null)
    {
        DomainElement child = new(name);
        string? indent = ChildIndent(parent);
        if (parent.IsEmptyTag) Open(parent, indent);
        after ??= before is null ? parent.Elements.LastOrDefault() : null;
        int index = after is not null ? EndOfLine(parent, after) : before is not null ? LineOf(parent, before) : 0;
        if (indent is not null) parent.Insert(index++, new DomainTextNode(indent));
        parent.Insert(index, child);
        return child;
    }

    /// <summary>Takes an element out, with its line when nothing else is on it.</summary>
    internal static void Remove(this DomainElement element)
    {
        DomainElement parent = element.Parent!;
        int index = parent.IndexOf(element);
        DomainTextNode? before = index > 0 ? parent.Nodes[index - 1] as DomainTextNode : null;
        bool endsLine = index + 1 == parent.Nodes.Count || (parent.Nodes[index + 1] is DomainTextNode after && StartsLine(after.Text));
        parent.RemoveAt(index);
        if (before is null || !endsLine || !before.IsBlank) return;
        before.Text = before.Text[..LineStart(before.Text)];
        if (before.Text.Length == 0) parent.RemoveAt(index - 1);
    }

    internal static void RemoveAll(this IEnumerable<DomainElement> elements)
    {
        foreach (DomainElement element in elements.ToArray()) element.Remove();
    }

    private static bool StartsLine(string text) => text.AsSpan().TrimStart(" \t").StartsWith("\n") || text.AsSpan().TrimStart(" \t").StartsWith("\r");

    /// <summary>The place after an element and a comment that shares its line.</summary>
    private static int EndOfLine(DomainElement parent, DomainElement element)
    {
        int next = parent.IndexOf(element) + 1;
        int end = next;
        while (end < parent.Nodes.Count && parent.Nodes[end] is DomainTextNode text && !text.Text.Contains('\n', StringComparison.Ordinal)) end++;
        return end < parent.Nodes.Count && parent.Nodes[end] is DomainTextNode { IsBlank: true } ? end : next;
    }

    /// <summary>Where the last line of white space starts, its line end included.</summary>
    private static int LineStart(string blank)
    {
        int end = blank.LastIndexOf('\n');
        return end < 0 ? 0 : end > 0 && blank[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>The place before an element's own white space.</summary>
    private static int LineOf(DomainElement parent, DomainElement element)
    {
        int index = parent.IndexOf(element);
        return index > 0 && parent.Nodes[index - 1] is DomainTextNode { IsBlank: true } ? index - 1 : index;
    }

    /// <summary>What stands between a child of the element and what is before it; null where all is on one line.</summary>
    private static string? ChildIndent(DomainElement parent)
    {
        foreach (DomainElement child in parent.Elements.Reverse())
        {
            int index = parent.IndexOf(child);
            if (index > 0 && parent.Nodes[index - 1] is DomainTextNode { IsBlank: true } blank && Line(blank.Text) is string line) return line;
        }

        // The domain's own children show the way where this element has none; a document on one line stays so.
        if (parent.Elements.Any()) return null;
        return OwnIndent(parent) is string own ? own + Unit(parent) : null;
    }

    private static string? OwnIndent(DomainElement element)
    {
        if (element.Parent is not DomainElement parent) return RootIndent(element);
        int index = parent.IndexOf(element);
        return index > 0 && parent.Nodes[index - 1] is DomainTextNode { IsBlank: true } blank ? Line(blank.Text) : null;
    }

    /// <summary>The root stands at the margin; where its content has no lines, nothing is indented.</summary>
    private static string? RootIndent(DomainElement root)
    {
        string? blank = root.Nodes.OfType<DomainTextNode>().Where(node => node.IsBlank).Select(node => Line(node.Text)).FirstOrDefault(line => line is not null);
        return blank?[..LineLength(blank)];
    }

    private static string Unit(DomainElement element)
    {
        if (element.Parent is not DomainElement parent || OwnIndent(element) is not string own) return Step;
        string outer = parent.Parent is null ? own[..LineLength(own)] : OwnIndent(parent) ?? own;
        return own.Length > outer.Length && own.StartsWith(outer, StringComparison.Ordinal) ? own[outer.Length..] : Step;
    }

    private static int LineLength(string line) => line.StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1;

    private static string? Line(string blank) => blank.Contains('\n', StringComparison.Ordinal) ? blank[LineStart(blank)..] : null;

    private static void Open(DomainElement element, string? childIndent)
    {
        element.IsEmptyTag = false;
        element.TagTail = "";
        if (childIndent is not null && OwnIndent(element) is string own) element.Append(new DomainTextNode(own));
    }

    /// <summary>The quotes of the element, else of what encloses it; libvirt writes single ones.</summary>
    private static char QuoteOf(DomainElement element)
    {
        for (DomainElement? near = element; near is not null; near = near.Parent)
        {
            if (near.Attributes.Count > 0) return near.Attributes[0].Quote;
            if (near.Elements.Reverse().FirstOrDefault(child => child.Attributes.Count > 0) is DomainElement child) return child.Attributes[0].Quote;
        }

        return '\'';
    }
}
