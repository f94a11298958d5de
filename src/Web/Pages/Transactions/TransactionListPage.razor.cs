using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.Components;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace DigitalDocs.Web.Pages.Transactions;

public sealed partial class TransactionListPage : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private List<TransactionDto>? _items;
    private string? _cursor;
    private Problem? _problem;
    private LaterOnce? _reload;

    [SupplyParameterFromQuery(Name = "new")]
    public string? New { get; set; }

    [Inject]
    private TransactionsClient Client { get; set; } = null!;

    [Inject]
    private LiveEvents Live { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);

    public void Dispose()
    {
        Live.Received -= OnLiveAsync;
        _leaving.Cancel();
        _leaving.Dispose();
        _reload?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _reload = new LaterOnce(TimeSpan.FromMilliseconds(400), Clock, () => InvokeAsync(LoadAsync));
        Live.Received += OnLiveAsync;
        await LoadAsync();
        if (New is not null)
        {
            await CreateAsync();
        }
    }

    private async Task LoadAsync()
    {
        var answer = await Client.ListAsync(null, _leaving.Token);
        _problem = answer.Problem;
        _items = answer.Succeeded ? [.. answer.Value.Items] : _items ?? [];
        _cursor = answer.Value?.NextCursor;
        StateHasChanged();
    }

    private async Task LoadMoreAsync()
    {
        var answer = await Client.ListAsync(_cursor, _leaving.Token);
        _problem = answer.Problem;
        if (answer.Succeeded)
        {
            _items!.AddRange(answer.Value.Items);
            _cursor = answer.Value.NextCursor;
        }
    }

    private async Task CreateAsync()
    {
        var dialog = await Dialogs.ShowAsync<TransactionDialog>(
            TransactionTexts.New, new DialogOptions { MaxWidth = MaxWidth.Medium, FullWidth = true, CloseButton = true });
        if (await dialog.Result is { Canceled: false, Data: TransactionDto created })
        {
            Navigation.NavigateTo($"/transactions/{created.Id}");
        }
    }

    private Task OnLiveAsync(StreamMessage message)
    {
        if (message.Type == "transaction.changed")
        {
            _reload?.Ask();
        }

        return Task.CompletedTask;
    }
}
