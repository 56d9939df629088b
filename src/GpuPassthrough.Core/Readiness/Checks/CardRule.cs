namespace GpuPassthrough.Readiness.Checks;

/// <summary>A check of one card with all that goes to a guest along with it. It reads the scene and changes nothing.</summary>
/// <param name="name">The check's name.</param>
/// <param name="reference">Where its rule comes from.</param>
internal abstract class CardRule(string name, string reference)
{
    internal string Name => name;

    internal string Reference => reference;

    /// <summary>What was found; null where the check says nothing about such a card, as the one of the boot display of a network card.</summary>
    internal abstract Finding? Judge(CardScene card);
}
