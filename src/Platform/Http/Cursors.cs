using System.Text.Json;
using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Platform.Http;

/// <summary>Opaque, signed positions in lists: they survive inserts, and a forged one is refused.</summary>
public sealed class Cursors(OpaqueToken tokens)
{
    public const int DefaultLimit = 50;
    public const int MostLimit = 200;
    private const string Purpose = "cursor";

    public string Seal<T>(T position) => tokens.Seal(Purpose, JsonSerializer.SerializeToUtf8Bytes(position, WireJson.Options));

    /// <summary>Reads the paging parameters of a list.</summary>
    /// <param name="position">Null for the first page.</param>
    /// <returns>A failure for a limit out of range or a cursor that is not ours.</returns>
    public Failure? Read<T>(int? limit, string? cursor, out int take, out T? position)
        where T : class
    {
        position = null;
        take = limit ?? DefaultLimit;
        if (take is < 1 or > MostLimit)
        {
            return Failure.Invalid("limit", $"Between 1 and {MostLimit}.");
        }

        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        if (cursor.Length > 2048 || !tokens.TryOpen(Purpose, cursor, out var bytes))
        {
            return BadCursor();
        }

        try
        {
            position = JsonSerializer.Deserialize<T>(bytes, WireJson.Options);
            return position is null ? BadCursor() : null;
        }
        catch (JsonException)
        {
            // Signed by us, but for another list.
            return BadCursor();
        }
    }

    private static Failure BadCursor() =>
        new("invalid_cursor", 400, "The cursor is not one of ours. Start again without it.");
}
