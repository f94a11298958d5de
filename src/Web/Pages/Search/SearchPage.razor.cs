using System.Globalization;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Search;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.Components;
using Microsoft.AspNetCore.Components;

namespace DigitalDocs.Web.Pages.Search;

public sealed partial class SearchPage : IDisposable
{
    private static readonly string[] FacetNames = ["class", "transaction", "month"];
    private readonly List<SearchItem> _items = [];
    private CancellationTokenSource _asking = new();
    private SearchAnswer? _answer;
    private Problem? _problem;
    private string? _shown;
    private bool _facetsOpen;

    [SupplyParameterFromQuery(Name = "q")]
    public string? Words { get; set; }

    [SupplyParameterFromQuery(Name = "class")]
    public string[]? Classes { get; set; }

    [SupplyParameterFromQuery(Name = "transaction")]
    public string[]? Transactions { get; set; }

    [SupplyParameterFromQuery(Name = "month")]
    public string[]? Months { get; set; }

    [Inject]
    private SearchClient Client { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private IEnumerable<(string Name, IReadOnlyList<FacetValue> Values)> Facets => FacetNames
        .Select(name => (name, WithChosen(name, _answer?.Facets.GetValueOrDefault(name) ?? [])))
        .Where(facet => facet.Item2.Count > 0);

    public void Dispose()
    {
        _asking.Cancel();
        _asking.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var wanted = Address(Words ?? string.Empty, Chosen("class"), Chosen("transaction"), Chosen("month"));
        if (wanted != _shown)
        {
            _shown = wanted;
            await LoadAsync(null);
        }
    }

    private static string Label(string facet, FacetValue value) => facet switch
    {
        _ when value.Label is { } label => label,
        "class" => ClassTexts.Name(value.Value),
        "month" when Month(value.Value) is { } month => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        _ => value.Value,
    };

    private static DateOnly? Month(string? text) => DateOnly.TryParseExact(
        text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;

    private static string Address(string words) => Address(words, [], [], []);

    private static string Address(string words, string[] classes, string[] transactions, string[] months) =>
        "/search" + new Query()
            .Add("q", words)
            .AddAll("class", classes)
            .AddAll("transaction", transactions)
            .AddAll("month", months);

    private string[] Chosen(string facet) => facet switch
    {
        "class" => Classes,
        "transaction" => Transactions,
        _ => Months,
    } ?? [];

    /// <summary>A chosen value stays visible, to be taken away again, also when it finds nothing.</summary>
    private IReadOnlyList<FacetValue> WithChosen(string facet, IReadOnlyList<FacetValue> values) =>
    [
        .. values,
        .. Chosen(facet).Except(values.Select(value => value.Value)).Select(value => new FacetValue(value, 0)),
    ];

    /// <summary>Kinds and transactions add up; of the months one is chosen.</summary>
    private void Toggle(string facet, string value)
    {
        string[] With(string name) => name != facet
            ? Chosen(name)
            : Chosen(name).Contains(value)
                ? [.. Chosen(name).Where(other => other != value)]
                : name == "month" ? [value] : [.. Chosen(name), value];

        Navigation.NavigateTo(Address(Words ?? string.Empty, With("class"), With("transaction"), With("month")));
    }

    private async Task LoadAsync(string? cursor)
    {
        if (string.IsNullOrWhiteSpace(Words))
        {
            _answer = null;
            _items.Clear();
            return;
        }

        await _asking.CancelAsync();
        _asking.Dispose();
        _asking = new CancellationTokenSource();
        var ct = _asking.Token;
        try
        {
            var question = new SearchQuestion(Words, Chosen("class"), Chosen("transaction"), Month(Chosen("month").FirstOrDefault()));
            var answer = await Client.SearchAsync(question, cursor, ct);
            ct.ThrowIfCancellationRequested();
            Show(answer, cursor is null);
        }
        catch (OperationCanceledException)
        {
            // Another question was asked in the meantime.
        }
    }

    private void Show(Answer<SearchAnswer> answer, bool fromStart)
    {
        _problem = answer.Problem;
        if (fromStart)
        {
            _items.Clear();
        }

        if (answer.Succeeded)
        {
            // Further pages may come without facets: those of the first stay.
            _answer = fromStart || _answer is null ? answer.Value : answer.Value with { Facets = _answer.Facets };
            _items.AddRange(answer.Value.Items);
        }
    }
}
