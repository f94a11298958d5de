using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Messaging;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using LettersAnswer = DigitalDocs.Web.Api.Answer<DigitalDocs.Contracts.Messaging.DeadLetterPage>;

namespace DigitalDocs.Web.Pages.Admin;

public sealed partial class DeadLetterListPage : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _leaving = new();
    private DeadLetterQuery _query = new();
    private IReadOnlyList<DeadLetterCount> _counts = [];
    private IReadOnlyList<string> _unavailable = [];
    private readonly Listing<DeadLetterItem> _list = new(item => item.Id);
    private string? _from;
    private string? _to;
    private Problem? _problem;
    private bool _busy;
    private bool _mayDecide;
    private ITimer? _looking;

    [Inject]
    private DeadLettersClient Client { get; set; } = null!;

    [Inject]
    private Rights Rights { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    private bool Unfiltered => _query is { Service: null, Handler: null, Type: null, Subject: null, From: null, To: null };

    private int ActiveFilters
    {
        get
        {
            var usual = new DeadLetterQuery();
            string?[] set = [_query.Service, _query.Handler ?? _query.Type, _query.Subject, _query.From, _query.To];
            return set.Count(filter => filter is not null) + (_query.State == usual.State ? 0 : 1);
        }
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        _looking?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _mayDecide = await Rights.MayAsync(Permissions.DeadLettersManage, _leaving.Token);
        await LoadAsync();
        _looking = Clock.CreateTimer(_ => _ = InvokeAsync(LookAsync), null, LookEvery, LookEvery);
    }

    private static string? Text(ChangeEventArgs change) =>
        change.Value?.ToString()?.Trim() is { Length: > 0 } text ? text : null;

    private static Answer<Page<DeadLetterItem>> Piece(LettersAnswer answer) =>
        new(answer.Value is { } page ? new(page.Items, page.NextCursor) : null, answer.Problem);

    private async Task LoadAsync()
    {
        await CountAsync();
        var answer = await Client.ListAsync(_query, _list.Limit, null, _leaving.Token);
        _problem = _list.Begin(Piece(answer)) ?? _problem;
        _unavailable = answer.Value?.Unavailable ?? _unavailable;
        StateHasChanged();
    }

    private async Task<bool> CountAsync()
    {
        var answer = await Client.CountAsync(_leaving.Token);
        _problem = answer.Problem;
        if (!answer.Succeeded || answer.Value.Items.SequenceEqual(_counts))
        {
            return false;
        }

        _counts = answer.Value.Items;
        return true;
    }

    // Only the counts are asked for all the time; the list follows when they changed.
    private async Task LookAsync()
    {
        if (!_leaving.IsCancellationRequested && !_busy && await CountAsync())
        {
            await LoadAsync();
        }
    }

    private async Task LoadMoreAsync() =>
        _problem = _list.GoOn(Piece(await Client.ListAsync(_query, _list.Limit, _list.Cursor, _leaving.Token)));

    private Task NarrowAsync(DeadLetterQuery query)
    {
        _query = query;
        _list.Clear();
        if (query.From is null && query.To is null)
        {
            (_from, _to) = (null, null);
        }

        return LoadAsync();
    }

    // Days as people mean them: from the first moment of one to the last of the other, in their own time zone.
    private Task NarrowDaysAsync(string? from, string? to)
    {
        (_from, _to) = (from, to);
        return NarrowAsync(_query with { From = Moment(from, 0), To = Moment(to, 1) });

        string? Moment(string? day, int add) => DateOnly.TryParse(day, out var date)
            ? new DateTimeOffset(date.AddDays(add).ToDateTime(TimeOnly.MinValue, DateTimeKind.Local)).ToUniversalTime().ToString("O")
            : null;
    }

    private bool Picked(DeadLetterCount group) => _query.Handler == group.Handler && _query.Type == group.Type;

    private Task PickAsync(DeadLetterCount group) => NarrowAsync(
        Picked(group) ? _query with { Handler = null, Type = null } : _query with { Handler = group.Handler, Type = group.Type });

    private async Task ReplayAllAsync(DeadLetterCount group)
    {
        _busy = true;
        var answer = await Client.ReplayAllAsync(group, _leaving.Token);
        _busy = false;
        if (answer.Succeeded)
        {
            Snackbar.Add(
                answer.Value.Left > 0
                    ? $"{answer.Value.Total} are being tried again; {answer.Value.Left} are left for the next time."
                    : $"{answer.Value.Total} {(answer.Value.Total == 1 ? "is" : "are")} being tried again.",
                Severity.Info);
        }

        await LoadAsync();
        _problem = answer.Problem ?? _problem;
    }
}
