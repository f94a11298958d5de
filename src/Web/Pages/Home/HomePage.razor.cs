using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.Components;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;

namespace DigitalDocs.Web.Pages.Home;

public sealed partial class HomePage : LivePage
{
    private readonly Dictionary<Guid, string> _progress = [];
    private IReadOnlyList<DocumentItem>? _attention;
    private IReadOnlyList<DocumentItem>? _underWay;
    private IReadOnlyList<DocumentItem>? _latest;
    private IReadOnlyList<(TransactionDto Transaction, DateOnly Date)>? _closings;
    private Problem? _problem;
    private bool _mayAdd;

    [Inject]
    private DocumentsClient Documents { get; set; } = null!;

    [Inject]
    private TransactionsClient Transactions { get; set; } = null!;

    [Inject]
    private Session Session { get; set; } = null!;

    [Inject]
    private Rights Rights { get; set; } = null!;

    private DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);

    private string Greeting => HomeTexts.Greeting(Clock.GetLocalNow().Hour, Session.User?.Name.Split(' ')[0] ?? string.Empty);

    private string Summary => (_attention?.Count, _underWay?.Count) switch
    {
        (null, _) or (_, null) => string.Empty,
        (0, 0) => "Everything is read and sorted.",
        (0, var reading) => $"{reading} being read right now.",
        (1, _) => "One document needs you.",
        var (needing, _) => $"{needing} documents need you.",
    };

    protected override async Task OnInitializedAsync()
    {
        _mayAdd = await Rights.MayAsync(Permissions.DocumentsCreate, Leaving);
        await LoadAsync();
    }

    protected override async Task LoadAsync()
    {
        var ct = Leaving;
        _problem = null;
        await Task.WhenAll(
            LoadDocumentsAsync(["attention", "quarantined"], 6, items => _attention = items, ct),
            LoadDocumentsAsync(["received", "scanning", "stored", "processing"], 6, items => _underWay = items, ct),
            LoadDocumentsAsync([], 8, items => _latest = items, ct),
            LoadClosingsAsync(ct));
        StateHasChanged();
    }

    private async Task LoadDocumentsAsync(
        IReadOnlyList<string> states, int limit, Action<IReadOnlyList<DocumentItem>> show, CancellationToken ct)
    {
        var answer = await Documents.ListAsync(new DocumentFilter([], states, null, limit), null, ct);
        if (answer.Succeeded)
        {
            show(answer.Value.Items);
        }
        else
        {
            show([]);
            _problem = answer.Problem;
        }

        StateHasChanged();
    }

    private async Task LoadClosingsAsync(CancellationToken ct)
    {
        var answer = await Transactions.ListAsync(100, null, ct);
        _closings = answer.Succeeded
            ?
            [
                .. answer.Value.Items
                    .Where(item => item.State is "open" or "closing")
                    .Where(item => item.ClosingDate >= Today && item.ClosingDate <= Today.AddDays(7))
                    .OrderBy(item => item.ClosingDate)
                    .Select(item => (item, item.ClosingDate!.Value)),
            ]
            : [];
        _problem ??= answer.Problem;
        StateHasChanged();
    }

    protected override Task OnLiveAsync(StreamMessage message)
    {
        if (message is { DocumentId: { } id, PagesDone: { } done, PageCount: { } count })
        {
            _progress[id] = $"{done}/{count}";
            StateHasChanged();
        }
        else
        {
            AskToLoad();
        }

        return Task.CompletedTask;
    }
}
