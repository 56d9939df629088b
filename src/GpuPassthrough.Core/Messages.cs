using System.Globalization;
using System.Resources;

namespace GpuPassthrough;

/// <summary>The texts of Messages.resx. A text's name is the id of the error it belongs to; <c>Name_NextStep</c> says what to do.</summary>
internal static class Messages
{
    private static readonly ResourceManager Texts = new("GpuPassthrough.Messages", typeof(Messages).Assembly);

    internal static string Format(string name, params object?[] arguments) =>
        Find(name, arguments) ?? throw new MissingManifestResourceException(name);

    internal static string? Find(string name, params object?[] arguments) =>
        Texts.GetString(name, CultureInfo.InvariantCulture) is string text ? string.Format(CultureInfo.InvariantCulture, text, arguments) : null;
}
