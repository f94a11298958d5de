using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DigitalDocs.Platform.Data.Moving;

/// <summary>How many rows, and a hash of what is in them that does not depend on their order.</summary>
internal sealed class Tally
{
    private readonly StringBuilder _row = new();
    private UInt128 _sum;

    public long Rows { get; private set; }

    public string Hash => _sum.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Adds a row, its values as the model has them: equal on both engines when nothing was lost.</summary>
    public void Add(IEnumerable<object?> values)
    {
        _row.Clear();
        foreach (var value in values)
        {
            var text = Text(value);
            _row.Append(CultureInfo.InvariantCulture, $"{text?.Length ?? -1}:{text};");
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(_row.ToString()));
        _sum = unchecked(_sum + BinaryPrimitives.ReadUInt128BigEndian(hash));
        Rows++;
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        byte[] bytes => Convert.ToHexString(bytes),

        // Both engines keep microseconds.
        DateTimeOffset time => (time.UtcTicks / 10).ToString(CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(value),
    };
}
