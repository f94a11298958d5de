using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DigitalDocs.Web.Api;

/// <summary>Talks HTTP for the typed clients: a refusal comes back as a value, never as an exception.</summary>
public sealed class ApiClient(HttpClient http)
{
    private const string Base = "api/v1/";

    public Task<Answer<T>> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, Base + path), type, ct);

    public async Task<Answer<string>> GetTextAsync(string path, CancellationToken ct)
    {
        var (answer, body) = await ExchangeAsync(new HttpRequestMessage(HttpMethod.Get, Base + path), ct);
        return answer is { IsSuccessStatusCode: true }
            ? new Answer<string>(body, null)
            : new Answer<string>(null, Problems.From(Status(answer), body));
    }

    public Task<Answer<T>> PostAsync<TBody, T>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken ct) =>
        PostAsync(path, body, bodyType, type, null, ct);

    public Task<Answer<T>> PostAsync<TBody, T>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, string? etag, CancellationToken ct)
    {
        var request = WithBody(HttpMethod.Post, path, body, bodyType);
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return SendAsync(request, type, ct);
    }

    public Task<Answer<T>> PostAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Base + path);
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return SendAsync(request, type, ct);
    }

    /// <summary>With neither a body nor one in the answer.</summary>
    public Task<Answer<Nothing>> PostAsync(string path, CancellationToken ct) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, Base + path), ct);

    /// <summary>Of an answer without a body.</summary>
    public Task<Answer<Nothing>> PostAsync<TBody>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, CancellationToken ct) =>
        SendAsync(WithBody(HttpMethod.Post, path, body, bodyType), ct);

    public Task<Answer<T>> PutAsync<TBody, T>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, string? etag, CancellationToken ct)
    {
        var request = WithBody(HttpMethod.Put, path, body, bodyType);
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        return SendAsync(request, type, ct);
    }

    public Task<Answer<Nothing>> DeleteAsync(string path, CancellationToken ct) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Delete, Base + path), ct);

    private async Task<Answer<Nothing>> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var (answer, body) = await ExchangeAsync(request, ct);
        return answer is { IsSuccessStatusCode: true }
            ? new Answer<Nothing>(Nothing.Value, null)
            : new Answer<Nothing>(null, Problems.From(Status(answer), body));
    }

    private static HttpRequestMessage WithBody<TBody>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> type) =>
        new(method, Base + path)
        {
            Content = new StringContent(JsonSerializer.Serialize(body, type), Encoding.UTF8, "application/json"),
        };

    private async Task<Answer<T>> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken ct)
    {
        var (answer, body) = await ExchangeAsync(request, ct);
        if (answer is not { IsSuccessStatusCode: true })
        {
            return new Answer<T>(default, Problems.From(Status(answer), body));
        }

        try
        {
            return new Answer<T>(JsonSerializer.Deserialize(body, type), null, answer.Headers.ETag?.ToString());
        }
        catch (JsonException)
        {
            var unreadable = Problems.From(Status(answer), null) with { Detail = ApiTexts.Unreadable, Code = "unreadable" };
            return new Answer<T>(default, unreadable);
        }
    }

    private async Task<(HttpResponseMessage? Answer, string Body)> ExchangeAsync(
        HttpRequestMessage request, CancellationToken ct)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*", 0.5));
        try
        {
            using (request)
            {
                var answer = await http.SendAsync(request, ct);
                return (answer, await answer.Content.ReadAsStringAsync(ct));
            }
        }
        catch (HttpRequestException)
        {
            return (null, string.Empty);
        }
    }

    private static int Status(HttpResponseMessage? answer) => answer is null ? 0 : (int)answer.StatusCode;
}
