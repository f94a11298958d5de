using System.Text;

namespace DigitalDocs.Ocr;

/// <summary>Text of unknown encoding: by its mark, as UTF-8 when it is valid, else as Windows wrote it.</summary>
internal static class TextDecoding
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static string Decode(byte[] bytes)
    {
        if (bytes is [0xff, 0xfe, ..])
        {
            return Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2);
        }

        if (bytes is [0xfe, 0xff, ..])
        {
            return Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2);
        }

        if (WideOrder(bytes) is { } wide)
        {
            return wide.GetString(bytes);
        }

        try
        {
            return Strict.GetString(bytes).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }

    /// <summary>False for bytes that no text of any encoding has in such number.</summary>
    public static bool LooksLikeText(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || head.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff])
            || WideOrder(head) is not null)
        {
            return true;
        }

        var control = 0;
        foreach (var b in head)
        {
            if (b == 0)
            {
                return false;
            }

            control += b is < 32 and not (9 or 10 or 12 or 13 or 27) or 127 ? 1 : 0;
        }

        return control <= head.Length / 50;
    }

    // UTF-16 without a mark: every other byte of Latin text is zero.
    private static Encoding? WideOrder(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..(Math.Min(bytes.Length, 2000) & ~1)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }

        var pairs = sample.Length / 2;
        return pairs < 8 ? null
            : odd > 0.8 * pairs && even < 0.05 * pairs ? Encoding.Unicode
            : even > 0.8 * pairs && odd < 0.05 * pairs ? Encoding.BigEndianUnicode
            : null;
    }
}
