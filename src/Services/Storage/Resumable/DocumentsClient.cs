using System.Net.Http.Headers;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Platform.Http;
using DigitalDocs.Storage.Resumable.Protocol;
using Microsoft.AspNetCore.Http;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DigitalDocs.Storage.Resumable;

/// <summary>Asks the documents service before gigabytes are sent what it would say afterwards.</summary>
internal sealed class DocumentsClient(HttpClient http)
{
    public const string Target = "documents";

    /// <summary>
    /// Checks what the sender says of a file; the answer names a document that has the same bytes. When the documents
    /// service cannot be asked the upload goes on: it decides at the end in any case.
    /// </summary>
    public async Task<Failure?> CheckAsync(
        HttpContext context, string kind, UploadMetadata metadata, long? size, CancellationToken ct)
    {
        if (kind == UploadKind.Partial)
        {
            return null;
        }

        if (metadata.Check() is { } unreadable)
        {
            return unreadable;
        }

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/documents/upload/check");
            request.Content = JsonContent.Create(metadata.ToIntent(size), options: WireJson.Options);
            request.Options.Set(AsPerson.Token, context.Request.Headers.Authorization.ToString());
            using var answer = await http.SendAsync(request, ct);
            return await ReadAsync(context, answer, ct);
        }
        catch (Exception exception) when (exception is HttpRequestException or BrokenCircuitException or TimeoutRejectedException)
        {
            return null;
        }
    }

    private static async Task<Failure?> ReadAsync(HttpContext context, HttpResponseMessage answer, CancellationToken ct)
    {
        if (answer.IsSuccessStatusCode)
        {
            if (await answer.Content.ReadFromJsonAsync<UploadCheck>(WireJson.Options, ct) is { DuplicateOf: { } same })
            {
                context.Response.Headers[Tus.DuplicateOf] = same.ToString();
            }

            return null;
        }

        return (int)answer.StatusCode is >= 400 and < 500
            && await answer.Content.ReadFromJsonAsync<Problem>(WireJson.Options, ct) is { Code: { } code, Detail: { } detail } problem
                ? new Failure(code, (int)answer.StatusCode, detail) { Errors = problem.Errors }
                : null;
    }

    /// <summary>
    /// Shows the sender's own token instead of this installation's: which closing files there are for somebody depends
    /// on who asks.
    /// </summary>
    internal sealed class AsPerson : DelegatingHandler
    {
        public static readonly HttpRequestOptionsKey<string> Token = new("person");

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
