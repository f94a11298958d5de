using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Documents;

/// <summary>Asks the ocr service for the picture of a page.</summary>
internal sealed class OcrClient(HttpClient http)
{
    public const string Target = "ocr";

    /// <returns>The key of the picture; null when the page cannot be drawn.</returns>
    /// <exception cref="HttpRequestException">The service does not answer.</exception>
    public async Task<string?> DrawAsync(string blobFolder, string name, int page, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync(
            "api/v1/ocr/pages", new DrawPage(blobFolder, name, page), WireJson.Options, ct);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<DrawnPage>(WireJson.Options, ct))?.Blob;
    }
}
