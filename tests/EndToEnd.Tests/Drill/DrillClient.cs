using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Search;
using DigitalDocs.Demo;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.EndToEnd.Tests.Drill;

/// <summary>Somebody at work: uploads, shares, searches, edits and reads back until the drill is over.</summary>
internal sealed class DrillClient(DrillSession session, Ledger ledger, int number, int seed)
{
    private static readonly string[] Kinds = ["deed", "titleCommitment", "promissoryNote", "closingDisclosure", "payoffLetter"];
    private readonly Random _random = new(seed);
    private readonly List<Told> _mine = [];
    private int _made;

    /// <summary>Stops between two things, never in the middle of one: then everything it did was answered.</summary>
    public async Task RunAsync(CancellationToken until, CancellationToken ct)
    {
        await UploadAsync(ct);
        while (!until.IsCancellationRequested)
        {
            // Few uploads: each is seconds of reading for the machine, and all must be read before anything is compared.
            await (_random.Next(25) switch
            {
                0 => UploadAsync(ct),
                < 8 => ShareAsync(Any(), ct),
                < 16 => EditAsync(Any(), ct),
                < 20 => ReadBackAsync(Any(), ct),
                _ => SearchAsync(ct),
            });
            await Task.Delay(_random.Next(100, 1500), ct);
        }
    }

    private Told Any() => _mine[_random.Next(_mine.Count)];

    private async Task UploadAsync(CancellationToken ct)
    {
        var file = DemoDocuments.MakeOne(Kinds[_random.Next(Kinds.Length)], (seed * 10_000) + _made++);
        var name = $"{number:00}-{_made:000}-{file.Name}";
        var (status, body, _) = await session.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, $"api/v1/documents/upload?name={Uri.EscapeDataString(name)}")
            {
                Content = new ByteArrayContent(file.Pdf) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } },
            },
            ct);
        if (status != HttpStatusCode.Accepted)
        {
            Refused("upload", status, body);
            return;
        }

        var uploaded = JsonSerializer.Deserialize<UploadAnswer>(body, WireJson.Options)!.Documents[0];
        var told = new Told(uploaded.Id!.Value, Convert.ToHexStringLower(SHA256.HashData(file.Pdf)), session.Agency, name);
        _mine.Add(told);
        if (!ledger.Documents.TryAdd(told.Id, told))
        {
            ledger.Undocumented.Enqueue($"document {told.Id} was given out twice");
        }
    }

    private async Task ShareAsync(Told told, CancellationToken ct)
    {
        var next = told.Shares + 1;
        var (status, body, _) = await session.SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/documents/{told.Id}/share")
                {
                    Content = JsonContent.Create(
                        new ShareRequest(new ShareWith("link"), ["view"], MaxOpens: next), options: WireJson.Options),
                };
                request.Headers.Add("Idempotency-Key", $"share-{told.Id}-{next}");
                return request;
            },
            ct);

        // "Carried out, but the answer was lost" is an answer, too; what is there is looked at in the end.
        if (status == HttpStatusCode.Created || Is(body, "already_done"))
        {
            told.Shares = next;
        }
        else
        {
            Refused("share", status, body);
        }
    }

    private async Task EditAsync(Told told, CancellationToken ct)
    {
        var tag = $"edit-{told.Edits + 1}";
        while (true)
        {
            var (_, found, etag) = await session.SendAsync(
                () => new HttpRequestMessage(HttpMethod.Get, $"api/v1/documents/{told.Id}"), ct);
            if (JsonSerializer.Deserialize<DocumentDto>(found, WireJson.Options)!.Tags.Contains(tag))
            {
                break; // The answer to the attempt before was lost.
            }

            var (status, body, _) = await session.SendAsync(
                () =>
                {
                    var request = new HttpRequestMessage(HttpMethod.Put, $"api/v1/documents/{told.Id}/metadata")
                    {
                        Content = JsonContent.Create(new MetadataRequest(Tags: [tag]), options: WireJson.Options),
                    };
                    request.Headers.TryAddWithoutValidation("If-Match", etag);
                    return request;
                },
                ct);
            if (status == HttpStatusCode.OK)
            {
                break;
            }

            if (status != HttpStatusCode.PreconditionFailed)
            {
                Refused("edit", status, body);
                return;
            }
        }

        (told.Edits, told.Tag) = (told.Edits + 1, tag);
    }

    private async Task ReadBackAsync(Told told, CancellationToken ct)
    {
        var (status, body, _) = await session.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, $"api/v1/documents/{told.Id}/content"), ct);
        if (status != HttpStatusCode.OK)
        {
            Refused("reading", status, body);
        }
        else if (Convert.ToHexStringLower(SHA256.HashData(body)) != told.Sha256)
        {
            ledger.Undocumented.Enqueue($"document {told.Id} has other bytes than were uploaded");
        }
    }

    private async Task SearchAsync(CancellationToken ct)
    {
        var answer = await session.GetAsync<SearchAnswer>("api/v1/search/documents?q=the&limit=20", ct);
        if (answer.Items.Select(item => item.DocumentId).Distinct().Count() != answer.Items.Count)
        {
            ledger.Undocumented.Enqueue("a search found a document twice");
        }
    }

    // What nothing of the drill explains: the client did only what it may.
    private void Refused(string what, HttpStatusCode status, byte[] body) =>
        ledger.Undocumented.Enqueue($"{what}: {(int)status} {System.Text.Encoding.UTF8.GetString(body)}");

    private static bool Is(byte[] body, string code) => JsonSerializer.Deserialize<Problem>(body, WireJson.Options)?.Code == code;
}
