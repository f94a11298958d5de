using System.Net.Http.Json;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Storage.Orphans;

/// <summary>Asks the documents service whether a document exists.</summary>
internal sealed class DocumentsStateClient(HttpClient http)
{
    public const string Target = "documents";

    /// <exception cref="HttpRequestException">No answer that says so: then nothing may be concluded.</exception>
    public async Task<bool> ExistsAsync(Guid document, CancellationToken ct)
    {
        using var answer = await http.GetAsync($"api/v1/documents/{document}/exists", ct);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<DocumentExistence>(WireJson.Options, ct) is not { Exists: false };
    }
}
