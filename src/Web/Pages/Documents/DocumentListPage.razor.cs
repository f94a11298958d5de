using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.Components;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;

namespace DigitalDocs.Web.Pages.Documents;

public sealed partial class DocumentListPage : LivePage
{
    private readonly Dictionary<Guid, string> _progress = [];
    private readonly Listing<DocumentItem> _list = new(item => item.Id);
    private IReadOnlyList<TransactionDto> _transactions = [];
    private string? _shown;
    private bool _loadingMore;
    private Problem? _problem;
    private bool _mayAdd;

    [SupplyParameterFromQuery(Name = "class")]
    public string? Class { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    [SupplyParameterFromQuery(Name = "transaction")]
    public string? Transaction { get; set; }

    [Inject]
    private DocumentsClient Documents { get; set; } = null!;

    [Inject]
    private TransactionsClient Transactions { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Rights Rights { get; set; } = null!;

    private bool Filtered => Class is not null || State is not null || Transaction is not null;

    private int ActiveFilters => new[] { Class, State, Transaction }.Count(filter => filter is not null);

    private DocumentFilter Filter => new(
        Class is null ? [] : [Class],
        State is null ? [] : [State],
        Guid.TryParse(Transaction, out var id) ? id : null);

    protected override async Task OnInitializedAsync()
    {
        _mayAdd = await Rights.MayAsync(Permissions.DocumentsCreate, Leaving);
        var answer = await Transactions.ListAsync(100, null, Leaving);
        _transactions = answer.Value?.Items ?? [];
    }

    protected override async Task OnParametersSetAsync()
    {
        var wanted = $"{Class}|{State}|{Transaction}";
        if (wanted != _shown)
        {
            _shown = wanted;
            _list.Clear();
            await LoadAsync();
        }
    }

    private void Narrow(string? documentClass, string? state, string? transaction)
    {
        var query = new Query().Add("class", documentClass).Add("state", state).Add("transaction", transaction);
        Navigation.NavigateTo($"/documents{query}");
    }

    protected override async Task LoadAsync()
    {
        _problem = _list.Begin(await Documents.ListAsync(Filter with { Limit = _list.Limit }, null, Leaving));
        StateHasChanged();
    }

    private async Task LoadMoreAsync()
    {
        _loadingMore = true;
        _problem = _list.GoOn(await Documents.ListAsync(Filter, _list.Cursor, Leaving));
        _loadingMore = false;
    }

    protected override Task OnLiveAsync(StreamMessage message)
    {
        if (message.DocumentId is not { } id)
        {
            return Task.CompletedTask;
        }

        if (message is { PagesDone: { } done, PageCount: { } count } && message.Status == "processing")
        {
            _progress[id] = $"{done}/{count}";
        }
        else
        {
            _progress.Remove(id);
        }

        var at = _list.Items?.FindIndex(item => item.Id == id) ?? -1;
        if (at >= 0 && message.Status is { } status && message.Type == "document.status-changed")
        {
            var item = _list.Items![at];
            _list.Items[at] = item with
            {
                Status = status,
                StatusReason = message.StatusReason,
                ClassCode = message.Class ?? item.ClassCode,
                PageCount = message.PageCount ?? item.PageCount,
            };
        }
        else
        {
            AskToLoad();
        }

        StateHasChanged();
        return Task.CompletedTask;
    }
}
