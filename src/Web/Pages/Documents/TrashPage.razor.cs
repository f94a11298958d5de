using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.Components;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace DigitalDocs.Web.Pages.Documents;

public sealed partial class TrashPage : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private List<DocumentItem>? _items;
    private string? _cursor;
    private Problem? _problem;
    private bool _busy;
    private bool _mayRestore;
    private LaterOnce? _reload;

    [Inject]
    private DocumentsClient Documents { get; set; } = null!;

    [Inject]
    private LiveEvents Live { get; set; } = null!;

    [Inject]
    private Rights Rights { get; set; } = null!;

    [Inject]
    private Shell Shell { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    public void Dispose()
    {
        Live.Received -= OnLiveAsync;
        _reload?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Live.Received += OnLiveAsync;
        _reload = new LaterOnce(TimeSpan.FromMilliseconds(400), Clock, () => InvokeAsync(LoadAsync));
        _mayRestore = await Rights.MayAsync(Permissions.DocumentsDelete, _leaving.Token);
        await LoadAsync();
    }

    /// <summary>Loads as many as are on the page, so that a live update does not fold the list.</summary>
    private async Task LoadAsync()
    {
        var answer = await Documents.TrashAsync(Math.Clamp(_items?.Count ?? 0, 50, 200), null, _leaving.Token);
        _problem = answer.Problem;
        _items = answer.Succeeded ? [.. answer.Value.Items] : _items ?? [];
        _cursor = answer.Succeeded ? answer.Value.NextCursor : _cursor;
        StateHasChanged();
    }

    private async Task LoadMoreAsync()
    {
        var answer = await Documents.TrashAsync(50, _cursor, _leaving.Token);
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
        var answer = await Documents.RestoreAsync(item.Id, _leaving.Token);
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
    private Task OnLiveAsync(StreamMessage message)
    {
        if (message.DocumentId is not null && message.Type is "document.deleted" or "document.metadata-changed")
        {
            _reload?.Ask();
        }

        return Task.CompletedTask;
    }
}
