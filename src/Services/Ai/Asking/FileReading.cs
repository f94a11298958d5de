using System.Net.Http.Json;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Ai;

/// <summary>
/// Has a file read by the ocr service: it is set aside under an id of its own, and removed when it has been read.
/// </summary>
internal sealed class FileReading(
    HttpClient http, IBlobStore blobs, Caller caller, TimeProvider clock, ILogger<FileReading> log)
{
    public const string Target = "ocr";
    private const long MostBytes = 32L << 20;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task<(DocumentText? Text, Failure? Failure)> ReadAsync(IFormFile file, CancellationToken ct)
    {
        if (file.Length is 0 or > MostBytes)
        {
            return (null, file.Length == 0
                ? Failure.Invalid("file", "The file is empty.")
                : new Failure("file_too_large", StatusCodes.Status413PayloadTooLarge, "At most 32 MB; upload it as a document."));
        }

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var folder = BlobKey.DocumentVersion(caller.AgencyId, id, 1);
        try
        {
            await using var content = file.OpenReadStream();
            await blobs.PutAsync(folder + "/original", content, ct);
            return await ReadAsync(id, folder, Path.GetFileName(file.FileName), ct);
        }
        finally
        {
            await RemoveAsync(folder);
        }
    }

    private async Task<(DocumentText?, Failure?)> ReadAsync(Guid id, string folder, string name, CancellationToken ct)
    {
        using var started = await http.PostAsJsonAsync(
            new Uri("api/v1/ocr/jobs", UriKind.Relative), new { documentId = id, version = 1, name }, WireJson.Options, ct);
        started.EnsureSuccessStatusCode();
        var job = (await started.Content.ReadFromJsonAsync<Job>(WireJson.Options, ct))!;
        var began = clock.GetTimestamp();
        while (job.FinishedAt is null)
        {
            if (clock.GetElapsedTime(began) > LongestWait)
            {
                return (null, new Failure("reading_takes_long", StatusCodes.Status422UnprocessableEntity,
                    "Reading this file takes too long for a single question. Upload it as a document and ask again."));
            }

            await Task.Delay(Pause, clock, ct);
            job = (await http.GetFromJsonAsync<Job>(new Uri($"api/v1/ocr/jobs/{job.Id}", UriKind.Relative), WireJson.Options, ct))!;
        }

        var text = await blobs.GetJsonAsync<DocumentText>(folder + "/text.json", ct);
        return text is null || text.Pages.All(p => p.Words.Count == 0)
            ? (null, new Failure("nothing_to_read", StatusCodes.Status422UnprocessableEntity, job.Note ?? "Nothing in the file could be read."))
            : (text, null);
    }

    private async Task RemoveAsync(string folder)
    {
        try
        {
            var page = await blobs.ListAsync(folder + "/", null, 1_000, CancellationToken.None);
            foreach (var item in page.Items)
            {
                await blobs.DeleteAsync(item.Key, CancellationToken.None);
            }
        }
        catch (IOException e)
        {
            // The answer is worth more than the tidying; the integrity scrub finds what is left.
            log.LeftBehind(folder, e);
        }
    }

    private sealed record Job(Guid Id, string Status, string? Note, DateTimeOffset? FinishedAt);
}
