using System.IO.Compression;
using System.Text;

namespace DigitalDocs.Search.Indexing;

/// <summary>A piece of a page, small enough to unpack for a snippet.</summary>
/// <param name="Start">Position of its first word.</param>
internal sealed record PackedPart(int Page, int Start, byte[] Text)
{
    private const int Size = 4096;

    public static byte[] Pack(ReadOnlySpan<char> text)
    {
        var utf8 = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = Encoding.UTF8.GetBytes(text, utf8);
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(length)];
        if (!BrotliEncoder.TryCompress(utf8.AsSpan(0, length), packed, out var written, quality: 1, window: 16))
        {
            throw new InvalidOperationException("Text could not be packed.");
        }

        return packed[..written];
    }

    public static string Unpack(ReadOnlySpan<byte> packed)
    {
        var size = Size * 4;
        while (true)
        {
            var utf8 = new byte[size];
            if (BrotliDecoder.TryDecompress(packed, utf8, out var written))
            {
                return Encoding.UTF8.GetString(utf8, 0, written);
            }

            size = size < 1 << 28 ? size * 4 : throw new InvalidDataException("Packed text is damaged.");
        }
    }

    /// <summary>Cuts a page where a line or at least a word ends.</summary>
    public static IEnumerable<Range> Split(string text)
    {
        var start = 0;
        while (text.Length - start > Size * 3 / 2)
        {
            var window = text.AsSpan(start + (Size / 2), Size / 2);
            var cut = window.LastIndexOf("\n\n");
            cut = cut < 0 ? LastLineEnd(window) : cut;
            cut = cut < 0 ? window.LastIndexOf(' ') : cut;
            var end = start + (Size / 2) + (cut < 0 ? window.Length : cut + 1);
            yield return start..end;
            start = end;
        }

        yield return start..text.Length;
    }

    // Not after a hyphen: the word goes on.
    private static int LastLineEnd(ReadOnlySpan<char> window)
    {
        var cut = window.LastIndexOf('\n');
        return cut > 0 && window[cut - 1] is '-' or '\u2010' or '\r' ? -1 : cut;
    }
}
