using System.Net.Http.Json;
using System.Text.Json;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Messaging;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.DeadLetters;
using DigitalDocs.Platform.Tests.Things;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Tests.Messaging.DeadLetters;

/// <summary>The things service with people of several roles and a way to have events fail.</summary>
internal sealed class DeadLetterWorld(DigitalDocsApp app) : IAsyncDisposable
{
    public const string Path = "/api/v1/dead-letters/things";
    public const string Group = "things.WhenThingMade";

    public DigitalDocsApp App => app;

    public Guid Agency { get; } = Guid.CreateVersion7();

    public HandledEvents Handled => app.Services.GetRequiredService<HandledEvents>();

    public HttpClient Admin => field ??= app.Person(Agency, Permissions.DeadLettersView, Permissions.DeadLettersManage).Client;

    public HttpClient Auditor => field ??= app.Person(Agency, Permissions.DeadLettersView).Client;

    public HttpClient Stranger => field ??= app.Person(null, Permissions.DeadLettersView, Permissions.DeadLettersManage).Client;

    public HttpClient Platform => field ??= app.Person(
        null, Permissions.DeadLettersView, Permissions.DeadLettersManage, Permissions.DeadLettersAll).Client;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DeadLetterWorld> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, string? folder = null) =>
        new(await DigitalDocsApp.StartAsync(
            [ServiceEntry.Of<ThingsService>("things")],
            settings: new AppSettings { Configuration = settings ?? new Dictionary<string, string?>(), DataFolder = folder },
            ct: Ct));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>An event that failed as often as the schedule allows.</summary>
    public async Task<DeadLetter> BuryAsync(Guid? thing = null, Guid? agency = null)
    {
        var made = new ThingMade(thing ?? Guid.CreateVersion7(), agency ?? Agency);
        var now = new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
        var item = new EventEnvelope(
            Guid.CreateVersion7(), ThingMade.EventType, "things", made.Subject, now, made.AgencyId, "user:1", null,
            JsonSerializer.Serialize(made, WireJson.Options));
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            var delivery = new Delivery(Group, "1", attempt, item);
            await UseAsync(made.AgencyId ?? Guid.Empty, db => DeadLetterStore.FailAsync(
                db, delivery, ErrorChain.OfRetry($"broken {delivery.Attempt}", "{}"), now.AddMinutes(delivery.Attempt), Ct));
        }

        return await UseAsync(made.AgencyId ?? Guid.Empty, db => db.DeadLetters.SingleAsync(letter => letter.EventId == item.Id, Ct));
    }

    public Task<T> UseAsync<T>(Guid agency, Func<ThingsDb, Task<T>> work) => app.UseAsync<ThingsDb, T>(agency, work);

    public Task<int> EffectsOfAsync(DeadLetter letter) => UseAsync(
        letter.AgencyId, db => db.Things.CountAsync(thing => thing.Name == $"for {letter.Subject}", Ct));

    public async Task<DeadLetterDto> GetAsync(DeadLetter letter) =>
        (await Admin.GetFromJsonAsync<DeadLetterDto>($"{Path}/{letter.Id}", WireJson.Options, Ct))!;

    public Task<string> StateAsync(DeadLetter letter, string wanted) => Eventually.ValueAsync(
        () => UseAsync(letter.AgencyId, db => db.DeadLetters.Where(row => row.Id == letter.Id).Select(row => row.State).SingleAsync(Ct)),
        state => state == wanted, $"the state {wanted}", Ct);

    public Task<List<string>> JournalAsync(DeadLetter letter) => UseAsync(letter.AgencyId, db => db.Journal
        .Where(entry => entry.ResourceId == letter.Id).OrderBy(entry => entry.Id)
        .Select(entry => $"{entry.Action} {entry.Outcome}").ToListAsync(Ct));
}
