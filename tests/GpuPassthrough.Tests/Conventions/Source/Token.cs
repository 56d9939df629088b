namespace GpuPassthrough.Tests.Conventions.Source;

/// <summary>A piece of C#. A string's text is as written, between the quotes, with "{}" for what is interpolated.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Line)
{
    internal bool Is(string text) => Kind is TokenKind.Word or TokenKind.Mark && Text == text;
}
