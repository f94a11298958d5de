using DigitalDocs.Contracts.Search;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace DigitalDocs.Web.Layout;

public sealed partial class SearchBox : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(140);
    private IReadOnlyList<Suggestion> _suggestions = [];
    private CancellationTokenSource? _asking;
    private string _words = string.Empty;
    private int _at = -1;
    private bool _closed = true;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private SearchClient Client { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private bool Open => !_closed && _suggestions.Count > 0;

    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _asking?.Cancel();
        _asking?.Dispose();
    }

    protected override void OnInitialized()
    {
        Navigation.LocationChanged += OnLocationChanged;
        _words = WordsOf(Navigation.Uri);
    }

    private static string IconOf(string kind) => kind switch
    {
        "name" => Icons.Material.Outlined.Description,
        "address" => Icons.Material.Outlined.Place,
        "recent" => Icons.Material.Outlined.History,
        "saved" => Icons.Material.Outlined.BookmarkBorder,
        _ => Icons.Material.Outlined.Search,
    };

    private static string WordsOf(string uri) => new Uri(uri).AbsolutePath.StartsWith("/search", StringComparison.Ordinal)
        ? QueryText.Read(uri, "q") ?? string.Empty
        : string.Empty;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        _words = WordsOf(change.Location);
        _closed = true;
        StateHasChanged();
    }

    private async Task OnInputAsync(ChangeEventArgs change)
    {
        _words = change.Value?.ToString() ?? string.Empty;
        _at = -1;
        _closed = false;
        if (_asking is not null)
        {
            await _asking.CancelAsync();
            _asking.Dispose();
        }

        _asking = new CancellationTokenSource();
        await SuggestAsync(_words.Trim(), _asking.Token);
    }

    private async Task SuggestAsync(string words, CancellationToken ct)
    {
        if (words.Length < 2)
        {
            _suggestions = [];
            return;
        }

        try
        {
            await Task.Delay(Pause, Clock, ct);
            var answer = await Client.SuggestAsync(words, ct);
            _suggestions = answer.Succeeded ? answer.Value.Items : [];
        }
        catch (OperationCanceledException)
        {
            // The next letter came before the answer.
        }
    }

    private void OnKey(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown" when Open:
                _at = (_at + 1) % _suggestions.Count;
                break;
            case "ArrowUp" when Open:
                _at = (_at <= 0 ? _suggestions.Count : _at) - 1;
                break;
            case "Escape":
                Close();
                break;
        }
    }

    private void Submit()
    {
        if (Open && _at >= 0)
        {
            Take(_suggestions[_at]);
            return;
        }

        Go();
    }

    private void Take(Suggestion suggestion)
    {
        _words = suggestion.Text;
        Go();
    }

    private void Go()
    {
        _closed = true;
        _at = -1;
        if (_words.Trim().Length > 0)
        {
            Navigation.NavigateTo($"/search?q={Uri.EscapeDataString(_words.Trim())}");
        }
    }

    private void Close()
    {
        _closed = true;
        _at = -1;
    }
}
