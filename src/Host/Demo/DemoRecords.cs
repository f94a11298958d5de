using System.Net.Http.Headers;
using System.Text.Json;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Demo;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Resilience;

namespace DigitalDocs.Host.Demo;

/// <summary>Closing files and documents of the demo agencies, put in over the API like anybody's.</summary>
internal static partial class DemoRecords
{
    private const int DocumentsPerAgency = 12;

    /// <summary>Creates what is missing; a repetition finds what is there.</summary>
    public static async Task CreateAsync(WebApplication app, DemoPeople people, CancellationToken ct)
    {
        var done = DemoPeople.FileIn(app.Configuration) + ".records";
        if (File.Exists(done))
        {
            return;
        }

        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("DigitalDocs.Demo");
        try
        {
            using var http = new HttpClient { BaseAddress = app.Services.GetRequiredService<SelfAddress>().Uri };
            var seed = 1;
            foreach (var login in people.Logins.Where(login => login.Role == "escrowOfficer"))
            {
                await FillAsync(http, login, seed++, ct);
            }

            await File.WriteAllTextAsync(done, "", ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException)
        {
            DemoIncomplete(log, exception);
        }
    }

    private static async Task FillAsync(HttpClient http, DemoLogin login, int seed, CancellationToken ct)
    {
        var answer = await PostAsync<TokenAnswer>(http, "auth/login", new LoginRequest(login.Email, login.Password), null, ct);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.AccessToken);
        var documents = DemoDocuments.Make(seed, DocumentsPerAgency).ToList();
        var property = documents.SelectMany(document => document.Truth)
            .FirstOrDefault(field => field.Field == "propertyAddress").Value ?? login.Agency;
        var transaction = await PostAsync<TransactionDto>(
            http,
            "transactions",
            new TransactionRequest(property, "purchase", FileNumber: $"DEMO-{seed:0000}", Parties: Parties(documents)),
            $"demo-transaction-{seed}",
            ct);
        foreach (var document in documents)
        {
            using var content = new ByteArrayContent(document.Pdf);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            using var uploaded = await http.PostAsync(
                $"api/v1/documents/upload?name={Uri.EscapeDataString(document.Name)}&transactionId={transaction.Id}", content, ct);
            uploaded.EnsureSuccessStatusCode();
        }
    }

    private static List<PartyDto> Parties(IEnumerable<DemoDocument> documents)
    {
        var truth = documents.SelectMany(document => document.Truth).ToList();
        return
        [
            .. from role in new[] { ("borrower", "buyer"), ("seller", "seller"), ("lender", "lender") }
               let name = truth.FirstOrDefault(field => field.Field == role.Item1).Value
               where name is not null
               select new PartyDto(null, role.Item2, name),
        ];
    }

    private static async Task<T> PostAsync<T>(
        HttpClient http, string path, object body, string? idempotencyKey, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Routes.Base}/{path}")
        {
            Content = JsonContent.Create(body, body.GetType(), options: WireJson.Options),
        };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<T>(WireJson.Options, ct)
            ?? throw new JsonException($"{path} answered nothing.");
    }

    [LoggerMessage(3001, LogLevel.Warning, "The demo's documents could not all be put in; the next start goes on")]
    private static partial void DemoIncomplete(ILogger log, Exception exception);
}
