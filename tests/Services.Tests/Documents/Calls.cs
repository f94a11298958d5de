using System.Net.Http.Headers;
using System.Net.Http.Json;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Services.Tests.Documents;

/// <summary>Calls of this service that several tests make.</summary>
internal static class Calls
{
    public static async Task<HttpResponseMessage> PutAsync(
        this HttpClient client, Guid id, object metadata, CancellationToken ct, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"api/v1/documents/{id}/metadata");
        request.Content = JsonContent.Create(metadata, options: WireJson.Options);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await client.SendAsync(request, ct);
    }

    public static Task<HttpResponseMessage> GetAsync(
        this HttpClient client, string path, Action<HttpRequestHeaders> headers, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        headers(request.Headers);
        return client.SendAsync(request, ct);
    }
}
