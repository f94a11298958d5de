using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.Components;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace DigitalDocs.Web.Pages.Transactions;

public sealed partial class TransactionPage : LivePage
{
    private readonly Dictionary<Guid, string> _progress = [];
    private TransactionFileDto? _file;
    private string? _etag;
    private Guid _shown;
    private Problem? _problem;

    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private TransactionsClient Client { get; set; } = null!;

    [Inject]
    private Uploads Uploads { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    private DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);

    protected override void OnLeaving()
    {
        Uploads.Arrived -= OnArrivedAsync;
        Uploads.Unaim(_shown);
    }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Uploads.Arrived += OnArrivedAsync;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Id)
        {
            Uploads.Unaim(_shown);
            _shown = Id;
            _file = null;
            await LoadAsync();
        }
    }

    protected override async Task LoadAsync()
    {
        var answer = await Client.GetAsync(Id, Leaving);
        _problem = answer.Problem;
        if (answer.Succeeded)
        {
            _file = answer.Value;
            _etag = answer.ETag;
            Uploads.Aim(Id, _file.Transaction.Name);
        }

        StateHasChanged();
    }

    private async Task EditAsync()
    {
        var dialog = await Dialogs.ShowAsync<TransactionDialog>(
            TransactionTexts.Edit,
            new DialogParameters<TransactionDialog>
            {
                { form => form.Existing, _file!.Transaction },
                { form => form.ETag, _etag },
            },
            new DialogOptions { MaxWidth = MaxWidth.Medium, FullWidth = true, CloseButton = true });
        if (await dialog.Result is { Canceled: false })
        {
            await LoadAsync();
        }
    }

    private Task OnArrivedAsync(UploadItem item)
    {
        AskToLoad();
        return Task.CompletedTask;
    }

    protected override Task OnLiveAsync(StreamMessage message)
    {
        if (message is { DocumentId: { } id, PagesDone: { } done, PageCount: { } count } && message.Status == "processing")
        {
            _progress[id] = $"{done}/{count}";
            StateHasChanged();
        }

        if (message.TransactionId == Id || _file?.Documents.Any(item => item.Id == message.DocumentId) == true)
        {
            AskToLoad();
        }

        return Task.CompletedTask;
    }
}
