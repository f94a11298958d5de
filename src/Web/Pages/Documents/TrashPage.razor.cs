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
    private List<DocumentItem>? _items;
    private string? _cursor;
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

    /// <summary>Loads as many as are on the page, so that a live update does not fold the list.</summary>
    protected override async Task LoadAsync()
    {
        var answer = await Documents.TrashAsync(Math.Clamp(_items?.Count ?? 0, 50, 200), null, Leaving);
        _problem = answer.Problem;
        _items = answer.Succeeded ? [.. answer.Value.Items] : _items ?? [];
        _cursor = answer.Succeeded ? answer.Value.NextCursor : _cursor;
        StateHasChanged();
    }

    private async Task LoadMoreAsync()
    {
        var answer = await Documents.TrashAsync(50, _cursor, Leaving);
        _problem = answer.Problem;
        if (answer.Succeeded)
        {
            _items!.AddRange(answer.Value.Items);
            _cursor = answer.Value.NextCursor;
        }
    }

    private async Task RestoreAsync(DocumentItem item)
    {
        _busy = true;
        var answer = await Documents.RestoreAsync(item.Id, Leaving);
        _busy = false;
        _problem = answer.Problem;
        if (answer.Succeeded)
        {
            _items!.Remove(item);
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
