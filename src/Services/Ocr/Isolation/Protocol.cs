using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.Ocr;

[JsonConverter(typeof(JsonStringEnumConverter<WorkKind>))]
internal enum WorkKind
{
    /// <summary>Read what the file says by itself; answers a draft per page.</summary>
    Read,

    /// <summary>Recognise one page from its image.</summary>
    Recognise,

    /// <summary>Draw one page into a PNG file.</summary>
    Draw,
}

/// <summary>What a worker is asked to do with one file.</summary>
/// <param name="Page">Read: the first page wanted; else the page itself.</param>
/// <param name="AvoidParser">The page whose parsing ended a worker before; -1: the whole file.</param>
/// <param name="Draft">Recognise: the page as far as it is known.</param>
/// <param name="IsAwaited">True when a person waits for it right now.</param>
/// <param name="Target">Draw: the file to write, with the width in pixels.</param>
internal sealed record Work(
    WorkKind Kind, string Path, string Name, int Page, int AvoidParser = 0, PageDraft? Draft = null, string? Target = null,
    int Width = 0, int Turn = 0, bool IsAwaited = false);

/// <summary>A page as its file tells it.</summary>
/// <param name="NeedsRecognition">True when its image must be read; the text then is a fall-back only.</param>
internal sealed record PageDraft(PageText Page, bool NeedsRecognition, string? Note = null, string? Engine = null);

/// <summary>A worker's answer: pages, then an end with <paramref name="Ended"/>.</summary>
internal sealed record Answer(PageDraft? Draft = null, int? PageCount = null, string? Note = null, bool Ended = false)
{
    /// <summary>The first of all, before any work: that it has warmed up.</summary>
    public static readonly Answer Warm = new(Ended: true);
}

/// <summary>Frames of JSON, each after its length in four bytes.</summary>
internal static class Frames
{
    private const int MaxFrame = 64 * 1024 * 1024;
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static async Task WriteAsync<T>(Stream stream, T message, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, Options);
        var frame = new byte[body.Length + 4];
        BinaryPrimitives.WriteInt32LittleEndian(frame, body.Length);
        body.CopyTo(frame, 4);
        await stream.WriteAsync(frame, ct);
        await stream.FlushAsync(ct);
    }

    /// <summary>The next message; null when the other side closed.</summary>
    public static async Task<T?> ReadAsync<T>(Stream stream, CancellationToken ct)
        where T : class
    {
        var head = new byte[4];
        if (await stream.ReadAtLeastAsync(head, 4, throwOnEndOfStream: false, ct) < 4)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is < 0 or > MaxFrame)
        {
            throw new InvalidDataException($"a frame of {length} bytes");
        }

        var body = new byte[length];
        return await stream.ReadAtLeastAsync(body, length, throwOnEndOfStream: false, ct) < length
            ? null
            : JsonSerializer.Deserialize<T>(body, Options);
    }
}
