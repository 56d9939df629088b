using System.Globalization;
using System.Text;

namespace GpuPassthrough.Libvirt.Document;

/// <summary>Writes what an encoding has no bytes for as a reference to the character's number.</summary>
internal sealed class CharacterReferenceFallback : EncoderFallback
{
    public override int MaxCharCount => 10;

    public override EncoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : EncoderFallbackBuffer
    {
        private string _text = "";
        private int _at;

        public override int Remaining => _text.Length - _at;

        public override bool Fallback(char charUnknown, int index) => Start(charUnknown);

        public override bool Fallback(char charUnknownHigh, char charUnknownLow, int index) => Start(char.ConvertToUtf32(charUnknownHigh, charUnknownLow));

        public override char GetNextChar() => _at < _text.Length ? _text[_at++] : '\0';

        public override bool MovePrevious()
        {
            if (_at == 0) return false;
            _at--;
            return true;
        }

        private bool Start(int number)
        {
            _text = string.Create(CultureInfo.InvariantCulture, $"&#{number};");
            _at = 0;
            return true;
        }
    }
}
