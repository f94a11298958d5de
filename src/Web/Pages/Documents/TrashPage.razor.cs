using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.Components;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace DigitalDocs.Web.Pages.Documents;

public sealed partial class TrashPage : LivePage
{
    private readonly Listing<DocumentItem> _list = new(item => item.Id);
    private Problem? _problem;
    private bool _busy;
    private bool _mayRestore;

    [Inject]
    private DocumentsClient Documents { get; set; } = null!;

    [Inject]
    private Rights Rights { get; set; } = null!;

    [Inject]
    private Shell Shell { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _mayRestore = await Rights.MayAsync(Permissions.DocumentsDelete, Leaving);
        await LoadAsync();
    }

    protected override async Task LoadAsync()
    {
        _problem = _list.Begin(await Documents.TrashAsync(_list.Limit, null, Leaving));
        StateHasChanged();
    }

    private async Task LoadMoreAsync() =>
        _problem = _list.GoOn(await Documents.TrashAsync(_list.Limit, _list.Cursor, Leaving));

    private async Task RestoreAsync(DocumentItem item)
    {
        _busy = true;
        var answer = await Documents.RestoreAsync(item.Id, Leaving);
        _busy = false;
        _problem = answer.Problem;
        if (answer.Succeeded)
        {
            _list.Items!.Remove(item);
            Snackbar.Add(DocumentTexts.Restored(item.Name), Severity.Success);

            // The focused button went with its row.
            await Shell.FocusAsync("h1");
        }
    }

    private bool EndsSoon(DateTimeOffset end) => end - Clock.GetUtcNow() < TimeSpan.FromDays(3);

    private string Ends(DateTimeOffset end) =>
        Format.Days(DateOnly.FromDateTime(end.LocalDateTime), DateOnly.FromDateTime(Clock.GetUtcNow().LocalDateTime));

    // Somebody else restored one, or put another one here.
    protected override Task OnLiveAsync(StreamMessage message)
    {
        if (message.DocumentId is not null && message.Type is "document.deleted" or "document.metadata-changed")
        {
            AskToLoad();
        }

        return Task.CompletedTask;
    }
}
