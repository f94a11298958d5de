using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace DigitalDocs.Storage.Links;

/// <summary>Asks the documents service as the person who asks us: what they may do with a document is decided there.</summary>
internal sealed class DocumentsAsPerson(HttpClient http)
{
    public const string Target = "documents";

    private static readonly HttpRequestOptionsKey<string> Token = new("person");

    /// <summary>The version, when the person may download it; else the reason why not.</summary>
    /// <exception cref="HttpRequestException">The service does not answer.</exception>
    public async Task<(Failure? Failure, VersionDto? Version)> FindAsync(
        HttpContext context, Guid id, int? number, CancellationToken ct)
    {
        if (await GetAsync<DocumentDto>(context, $"api/v1/documents/{id}", ct) is not { } document)
        {
            return (Failure.NotFound("document", id), null);
        }

        if (!document.Permissions.Contains("download"))
        {
            return (Failure.Forbidden(Contracts.Authorization.Permissions.DocumentsDownload), null);
        }

        if (document.Status == "quarantined")
        {
            return (new Failure("quarantined", 409, "Malware was found in this file; it is kept apart and never served."), null);
        }

        var wanted = number ?? document.Version;
        var versions = await GetAsync<Page<VersionDto>>(context, $"api/v1/documents/{id}/versions", ct);
        return versions?.Items.FirstOrDefault(version => version.Number == wanted) is { } found
            ? (null, found)
            : (Failure.NotFound("version", wanted), null);
    }

    private async Task<T?> GetAsync<T>(HttpContext context, string path, CancellationToken ct)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Options.Set(Token, context.Request.Headers.Authorization.ToString());
        using var answer = await http.SendAsync(request, ct);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<T>(WireJson.Options, ct);
    }

    /// <summary>Shows the person's own token instead of this installation's.</summary>
    internal sealed class Handler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Options.TryGetValue(Token, out var token) && AuthenticationHeaderValue.TryParse(token, out var header))
            {
                request.Headers.Authorization = header;
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
