using System.Text.Encodings.Web;
using System.Text.Json;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Messaging;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;

namespace DigitalDocs.Web.Pages.Admin;

public sealed partial class DeadLetterPage : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly JsonWriterOptions Indented =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CancellationTokenSource _leaving = new();
    private DeadLetterDto? _found;
    private string? _etag;
    private Problem? _problem;
    private string? _unreadable;
    private string _draft = string.Empty;
    private string _reason = string.Empty;
    private bool _editing;
    private bool _discarding;
    private bool _busy;
    private bool _mayDecide;
    private ITimer? _looking;

    [Parameter]
    public string Service { get; set; } = string.Empty;

    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private DeadLettersClient Client { get; set; } = null!;

    [Inject]
    private Rights Rights { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

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

    private static string Pretty(JsonElement payload)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Indented))
        {
            payload.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private async Task LoadAsync()
    {
        var answer = await Client.GetAsync(Service, Id, _leaving.Token);
        _problem = answer.Problem;
        if (answer.Succeeded)
        {
            (_found, _etag) = (answer.Value, answer.ETag);
        }

        StateHasChanged();
    }

    // Every look is journaled, so it looks only while something is under way.
    private Task LookAsync() =>
        _found?.Letter.State == "replaying" && !_leaving.IsCancellationRequested ? LoadAsync() : Task.CompletedTask;

    private void Edit()
    {
        _editing = !_editing;
        _discarding = false;
        _unreadable = null;
        _draft = Pretty(_found!.EditedPayload ?? _found.Payload);
    }

    private Task ReplayEditedAsync()
    {
        try
        {
            _unreadable = null;
            return ReplayAsync(JsonSerializer.Deserialize(_draft, WireJson.Default.JsonElement));
        }
        catch (JsonException exception)
        {
            _unreadable = $"This is not valid JSON: see line {exception.LineNumber + 1}.";
            return Task.CompletedTask;
        }
    }

    private Task ReplayAsync(JsonElement? payload) =>
        DecideAsync(letter => Client.ReplayAsync(letter, payload, _etag, _leaving.Token));

    private Task DiscardAsync() =>
        DecideAsync(letter => Client.DiscardAsync(letter, _reason.Trim(), _etag, _leaving.Token));

    private async Task DecideAsync(Func<DeadLetterItem, Task<Answer<DeadLetterItem>>> decide)
    {
        _busy = true;
        var answer = await decide(_found!.Letter);
        _busy = false;
        if (answer.Succeeded)
        {
            _editing = _discarding = false;
            await LoadAsync();
        }
        else
        {
            _problem = answer.Problem;
        }
    }
}
