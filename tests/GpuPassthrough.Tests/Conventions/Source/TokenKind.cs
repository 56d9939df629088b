namespace GpuPassthrough.Tests.Conventions.Source;

internal enum TokenKind
{
    Word,
    Text,
    Character,
    Number,
    Mark,
}
