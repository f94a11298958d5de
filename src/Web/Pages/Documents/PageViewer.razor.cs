using System.Globalization;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;

namespace DigitalDocs.Web.Pages.Documents;

/// <summary>The page's image with what is lit up on it.</summary>
public sealed partial class PageViewer : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<IReadOnlyList<double[]>> _hits = [];
    private PageWordsDto? _words;
    private string? _shown;
    private LitPlace? _revealed;
    private bool _revealHits;
    private int _zoom = 100;

    [Parameter]
    [EditorRequired]
    public DocumentDto Document { get; set; } = null!;

    [Parameter]
    public int Page { get; set; } = 1;

    [Parameter]
    public EventCallback<int> PageChanged { get; set; }

    [Parameter]
    public LitPlace? Lit { get; set; }

    [Parameter]
    public IReadOnlyList<Evidence> LitOther { get; set; } = [];

    /// <summary>Words of a search to light up.</summary>
    [Parameter]
    public string? Words { get; set; }

    [Inject]
    private DocumentsClient Client { get; set; } = null!;

    [Inject]
    private Shell Shell { get; set; } = null!;

    private int Count => Math.Max(1, Document.PageCount ?? 1);

    private HashSet<int> PagesWithFields => [.. Document.Fields.SelectMany(value => value.Evidence).Select(place => place.Page)];

    /// <summary>The sheet keeps its shape while its image loads, so that boxes stand right at once.</summary>
    private string AspectRatio => _words is { Width: > 0, Height: > 0 } && _words.Page == Page
        ? FormattableString.Invariant($"aspect-ratio:{_words.Width:0.##}/{_words.Height:0.##}")
        : string.Empty;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var wanted = $"{Document.Id}/{Document.Version}/{Page}/{Document.PageCount}/{Words}";
        if (wanted == _shown || string.IsNullOrWhiteSpace(Words) || Document.PageCount is null or 0)
        {
            return;
        }

        _shown = wanted;
        _hits = [];
        var answer = await Client.WordsAsync(Document.Id, Page, _leaving.Token);
        if (_shown == wanted && answer.Succeeded)
        {
            _words = answer.Value;
            _hits = WordHits.Find(answer.Value.Words, Words);
            _revealHits = _hits.Count > 0 && Lit is null;
        }
    }

    /// <summary>What was lit is brought into view once it stands on the page.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Lit is { } lit && lit.Place.Page == Page && !ReferenceEquals(lit, _revealed))
        {
            _revealed = lit;
            await Shell.RevealAsync("[data-testid=\"evidence-box\"]");
        }
        else if (_revealHits)
        {
            _revealHits = false;
            await Shell.RevealAsync(".word-hit");
        }
    }

    private static string Place(double[] box, double margin) => box is [var x, var y, var width, var height]
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"left:{(x - margin) * 100:0.###}%;top:{(y - margin) * 100:0.###}%;width:{(width + (2 * margin)) * 100:0.###}%;height:{(height + (2 * margin)) * 100:0.###}%")
        : "display:none";

    /// <summary>Where the list of fields is below the page: to the field whose place was just looked at.</summary>
    private async Task BackAsync() => await Shell.FocusAsync("[data-testid=\"field-row\"] [aria-pressed=\"true\"]");

    private void Zoom(int by) => _zoom = Math.Clamp(_zoom + by, 50, 300);
}
