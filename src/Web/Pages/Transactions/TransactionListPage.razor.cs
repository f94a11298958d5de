using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.Components;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace DigitalDocs.Web.Pages.Transactions;

public sealed partial class TransactionListPage : LivePage
{
    private readonly Listing<TransactionDto> _list = new(item => item.Id);
    private Problem? _problem;

    [SupplyParameterFromQuery(Name = "new")]
    public string? New { get; set; }

    [Inject]
    private TransactionsClient Client { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (New is not null)
        {
            await CreateAsync();
        }
    }

    protected override async Task LoadAsync()
    {
        _problem = _list.Begin(await Client.ListAsync(_list.Limit, null, Leaving));
        StateHasChanged();
    }

    private async Task LoadMoreAsync() =>
        _problem = _list.GoOn(await Client.ListAsync(_list.Limit, _list.Cursor, Leaving));

    private async Task CreateAsync()
    {
        var dialog = await Dialogs.ShowAsync<TransactionDialog>(
            TransactionTexts.New, new DialogOptions { MaxWidth = MaxWidth.Medium, FullWidth = true, CloseButton = true });
        if (await dialog.Result is { Canceled: false, Data: TransactionDto created })
        {
            Navigation.NavigateTo($"/transactions/{created.Id}");
        }
    }

    protected override Task OnLiveAsync(StreamMessage message)
    {
        if (message.Type == "transaction.changed")
        {
            AskToLoad();
        }

        return Task.CompletedTask;
    }
}
