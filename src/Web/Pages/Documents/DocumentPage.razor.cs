using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.Components;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace DigitalDocs.Web.Pages.Documents;

public sealed partial class DocumentPage : LivePage
{
    private DocumentDto? _document;
    private string? _etag;
    private string? _transactionName;
    private string? _progress;
    private Guid _shown;
    private int _page = 1;
    private LitPlace? _lit;
    private Problem? _problem;

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>Page to open on, from a search hit.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? StartPage { get; set; }

    /// <summary>Words to light up, from a search.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Words { get; set; }

    [Inject]
    private DocumentsClient Client { get; set; } = null!;

    [Inject]
    private TransactionsClient Transactions { get; set; } = null!;

    [Inject]
    private Shell Shell { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    /// <summary>Further places on this page where the lit value stands.</summary>
    private IReadOnlyList<Evidence> OtherPlaces => _lit is null
        ? []
        : [.. _lit.Field.Evidence.Where(place => place != _lit.Place && place.Page == _page)];

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Id)
        {
            _shown = Id;
            _document = null;
            _lit = null;
            _page = Math.Max(1, StartPage ?? 1);
            await LoadAsync();
        }
    }

    protected override async Task LoadAsync()
    {
        var answer = await Client.GetAsync(Id, Leaving);
        _problem = answer.Problem;
        if (answer.Succeeded)
        {
            await AcceptAsync(answer.Value, answer.ETag);
        }

        StateHasChanged();
    }

    private async Task AcceptAsync(DocumentDto document, string? etag)
    {
        var before = _document?.TransactionId;
        _document = document;
        _etag = etag ?? _etag;
        _page = Math.Clamp(_page, 1, Math.Max(1, document.PageCount ?? 1));
        if (document.TransactionId is not { } transaction)
        {
            _transactionName = null;
        }
        else if (transaction != before || _transactionName is null)
        {
            _transactionName = (await Transactions.GetAsync(transaction, Leaving)).Value?.Transaction.Name;
        }
    }

    private void ShowPage(int page)
    {
        _page = Math.Clamp(page, 1, Math.Max(1, _document?.PageCount ?? 1));
        if (_lit?.Place.Page != _page)
        {
            _lit = null;
        }
    }

    private void Light(LitPlace place)
    {
        _lit = place;
        _page = place.Place.Page;
    }

    /// <summary>Saves what a person changed; says so, or why not.</summary>
    private async Task<bool> SaveAsync(MetadataRequest request)
    {
        var answer = await Client.ChangeAsync(Id, request, _etag, Leaving);
        if (!answer.Succeeded)
        {
            Snackbar.Add(answer.Problem.Detail ?? answer.Problem.Title ?? string.Empty, Severity.Error);
            if (answer.Problem.Status == 412)
            {
                await LoadAsync();
            }

            return false;
        }

        await AcceptAsync(answer.Value, answer.ETag);
        _lit = null;
        Snackbar.Add(DocumentTexts.Saved, Severity.Success);
        StateHasChanged();
        return true;
    }

    private async Task ShareAsync() => await Dialogs.ShowAsync<ShareDialog>(
        $"{DocumentTexts.Share} “{_document!.Name}”",
        new DialogParameters<ShareDialog> { { dialog => dialog.DocumentId, Id } });

    private async Task DownloadAsync()
    {
        var answer = await Shell.DownloadAsync(DocumentsClient.Content(Id), _document!.Name);
        if (!answer.Succeeded)
        {
            Snackbar.Add(answer.Problem.Detail ?? answer.Problem.Title ?? string.Empty, Severity.Error);
        }
    }

    private async Task DeleteAsync()
    {
        var sure = await Dialogs.ShowMessageBoxAsync(
            "Move to the trash?",
            $"“{_document!.Name}” and its shares will no longer be available. It can be put back until it goes for good.",
            yesText: "Move to the trash",
            cancelText: CommonTexts.Cancel);
        if (sure != true)
        {
            return;
        }

        var answer = await Client.DeleteAsync(Id, Leaving);
        if (answer.Succeeded)
        {
            OfferUndo(Id, _document.Name);
            Navigation.NavigateTo("/documents");
        }
        else
        {
            _problem = answer.Problem;
        }
    }

    // Outlives this page: neither its token nor its fields may be used.
    private void OfferUndo(Guid id, string name)
    {
        var (client, snackbar) = (Client, Snackbar);
        Snackbar.Add(DocumentTexts.Deleted(name), Severity.Normal, options =>
        {
            options.Action = DocumentTexts.Undo;
            options.VisibleStateDuration = 9000;
            options.OnClick = async _ =>
            {
                var answer = await client.RestoreAsync(id, CancellationToken.None);
                if (answer.Succeeded)
                {
                    snackbar.Add(DocumentTexts.Restored(name), Severity.Success);
                }
                else
                {
                    snackbar.Add(answer.Problem.Detail ?? answer.Problem.Title ?? string.Empty, Severity.Error);
                }
            };
        });
    }

    protected override Task OnLiveAsync(StreamMessage message)
    {
        if (message.DocumentId == Id)
        {
            _progress = message is { Status: "processing", PagesDone: { } done, PageCount: { } count } ? $"{done}/{count}" : null;
            AskToLoad();
            StateHasChanged();
        }

        return Task.CompletedTask;
    }
}
