using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Ai;

/// <summary>Asks the documents service.</summary>
internal sealed class DocumentsClient(HttpClient http)
{
    public const string Target = "documents";

    /// <summary>Null when the caller's agency has no such document.</summary>
    public async Task<DocumentState?> FindAsync(Guid id, CancellationToken ct)
    {
        using var answer = await http.GetAsync(new Uri($"api/v1/documents/{id}/state", UriKind.Relative), ct);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<DocumentState>(WireJson.Options, ct);
    }
}
