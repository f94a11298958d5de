using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace DigitalDocs.Testing;

/// <summary>A client of the tus protocol 1.0.0, written from its text and not from our server.</summary>
public sealed class TusClient(HttpClient http)
{
    public const string ChunkType = "application/offset+octet-stream";
    private const string Uploads = "api/v1/uploads";

    /// <summary>Pairs as the header <c>Upload-Metadata</c> carries them.</summary>
    public static string Metadata(params (string Key, string Value)[] pairs) => string.Join(
        ',', pairs.Select(pair => $"{pair.Key} {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value))}"));

    /// <summary>POST: with these headers, and a first chunk when there is one.</summary>
    public Task<HttpResponseMessage> PostAsync(
        CancellationToken ct, HttpContent? chunk = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, Uploads, chunk, ct, headers);

    /// <summary>Begins an upload.</summary>
    /// <returns>Its address.</returns>
    public async Task<string> CreateAsync(long length, CancellationToken ct, params (string Key, string Value)[] metadata)
    {
        using var response = await PostAsync(
            ct, null, ("Upload-Length", Digits(length)), ("Upload-Metadata", Metadata(metadata)));
        return await LocationAsync(response, ct);
    }

    public static async Task<string> LocationAsync(HttpResponseMessage response, CancellationToken ct)
    {
        Assert.True(
            response.StatusCode == HttpStatusCode.Created,
            $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(ct)}");
        return response.Headers.Location!.ToString();
    }

    public Task<HttpResponseMessage> HeadAsync(string upload, CancellationToken ct) =>
        SendAsync(HttpMethod.Head, upload, null, ct);

    public Task<HttpResponseMessage> PatchAsync(
        string upload, long offset, byte[] chunk, CancellationToken ct, params (string Name, string Value)[] headers) =>
        PatchAsync(upload, offset, new ByteArrayContent(chunk), ct, headers);

    public Task<HttpResponseMessage> PatchAsync(
        string upload, long offset, HttpContent chunk, CancellationToken ct, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Patch, upload, chunk, ct, [("Upload-Offset", Digits(offset)), .. headers]);

    public Task<HttpResponseMessage> DeleteAsync(string upload, CancellationToken ct) =>
        SendAsync(HttpMethod.Delete, upload, null, ct);

    /// <summary>From where to go on.</summary>
    public async Task<long> OffsetAsync(string upload, CancellationToken ct)
    {
        using var response = await HeadAsync(upload, ct);
        Assert.True(response.IsSuccessStatusCode, $"HEAD {upload}: {(int)response.StatusCode}");
        return Offset(response);
    }

    /// <summary>Sends a chunk that must be taken whole.</summary>
    public async Task<HttpResponseMessage> TakenAsync(string upload, long offset, byte[] chunk, CancellationToken ct)
    {
        var response = await PatchAsync(upload, offset, chunk, ct);
        Assert.True(
            response.StatusCode == HttpStatusCode.NoContent,
            $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(ct)}");
        Assert.Equal(offset + chunk.Length, Offset(response));
        return response;
    }

    public static long Offset(HttpResponseMessage response) =>
        long.Parse(Header(response, "Upload-Offset")!, CultureInfo.InvariantCulture);

    public static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? chunk, CancellationToken ct, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (!headers.Any(header => header.Name == "Tus-Resumable"))
        {
            request.Headers.Add("Tus-Resumable", "1.0.0");
        }

        foreach (var (name, value) in headers.Where(header => header.Value.Length > 0))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (chunk is not null)
        {
            chunk.Headers.ContentType ??= new MediaTypeHeaderValue(ChunkType);
            request.Content = chunk;
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A chunk whose connection breaks after some bytes, as a phone's does in a tunnel.</summary>
/// <param name="before">Awaited before the line is cut; null cuts at once.</param>
public sealed class CutContent(byte[] bytes, int cutAfter, Func<Task>? before = null) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(bytes.AsMemory(0, cutAfter));
        await stream.FlushAsync();
        if (before is not null)
        {
            await before();
        }

        throw new IOException("The line is cut.");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
