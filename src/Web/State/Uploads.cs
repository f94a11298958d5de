using System.Text.Json;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.Api;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace DigitalDocs.Web.State;

/// <summary>The queue of files being sent: a few at a time, each with its own progress and result.</summary>
public sealed class Uploads(IJSRuntime js, TimeProvider clock) : IAsyncDisposable
{
    private const int AtOnce = 3;
    private readonly List<UploadItem> _items = [];
    private IJSObjectReference? _module;
    private Task? _starting;
    private DotNetObjectReference<Uploads>? _self;

    public event Action? Changed;

    /// <summary>A file has become a document.</summary>
    public event Func<UploadItem, Task>? Arrived;

    public IReadOnlyList<UploadItem> Items => _items;

    public bool Busy => _items.Exists(item => !item.Ended);

    /// <summary>The transaction whose page is open: what is dropped goes there.</summary>
    public PersonRef? Target { get; private set; }

    public void Aim(Guid transactionId, string name)
    {
        Target = new PersonRef(transactionId, name);
        Changed?.Invoke();
    }

    public void Unaim(Guid transactionId)
    {
        if (Target?.Id == transactionId)
        {
            Target = null;
            Changed?.Invoke();
        }
    }

    public Task StartAsync() => _starting ??= AttachAsync();

    public async Task WatchAsync(ElementReference input)
    {
        await StartAsync();
        await _module!.InvokeVoidAsync("watch", input);
    }

    public async Task PickAsync(ElementReference input) => await _module!.InvokeVoidAsync("pick", input);

    [JSInvokable]
    public async Task OnAddedAsync(AddedFile[] files)
    {
        foreach (var file in files)
        {
            var item = new UploadItem(
                file.Id, file.Name, file.Size, file.TransactionId ?? Target?.Id, Guid.CreateVersion7().ToString(), file.Large)
            {
                Phase = file.Missing ? UploadPhase.Missing : UploadPhase.Waiting,
            };
            _items.Add(item);
        }

        Changed?.Invoke();
        await PumpAsync();
    }

    [JSInvokable]
    public void OnProgress(int id, double progress)
    {
        if (Find(id) is { Phase: UploadPhase.Sending } item)
        {
            item.Progress = progress;
            item.StartedFrom ??= item.Large ? progress : 0;
            var seconds = clock.GetElapsedTime(item.StartedAt).TotalSeconds;
            item.Speed = seconds > 0.3 ? item.Size * (progress - item.StartedFrom) / seconds : null;
            Changed?.Invoke();
        }
    }

    [JSInvokable]
    public void OnWaiting(int id, bool waiting)
    {
        if (Find(id) is { } item)
        {
            item.Waiting = waiting;
            Begin(item);
            Changed?.Invoke();
        }
    }

    /// <summary>A file that was missing has been chosen again.</summary>
    [JSInvokable]
    public async Task OnFoundAsync(int id)
    {
        if (Find(id) is { Phase: UploadPhase.Missing } item)
        {
            item.Phase = UploadPhase.Waiting;
            await PumpAsync();
        }
    }

    [JSInvokable]
    public async Task OnAnsweredAsync(int id, int status, string body)
    {
        if (Find(id) is not { Phase: UploadPhase.Sending } item)
        {
            return;
        }

        Settle(item, status, body);
        if (item is { DocumentId: not null } && Arrived is { } arrived)
        {
            foreach (var listener in arrived.GetInvocationList().Cast<Func<UploadItem, Task>>())
            {
                await listener(item);
            }
        }

        Changed?.Invoke();
        await PumpAsync();
    }

    public async Task PauseAsync(UploadItem item)
    {
        item.Phase = UploadPhase.Paused;
        item.Waiting = false;
        await _module!.InvokeVoidAsync("pause", item.Id);
        Changed?.Invoke();
        await PumpAsync();
    }

    public async Task GoOnAsync(UploadItem item)
    {
        item.Phase = UploadPhase.Waiting;
        await PumpAsync();
    }

    public async Task CancelAsync(UploadItem item)
    {
        item.Phase = UploadPhase.Cancelled;
        await _module!.InvokeVoidAsync("cancel", item.Id);
        Changed?.Invoke();
        await PumpAsync();
    }

    public async Task RetryAsync(UploadItem item)
    {
        item.Phase = UploadPhase.Waiting;
        item.Progress = 0;
        item.Problem = null;
        Changed?.Invoke();
        await PumpAsync();
    }

    public async Task ClearEndedAsync()
    {
        foreach (var item in _items.Where(item => item.Ended))
        {
            await _module!.InvokeVoidAsync("forget", item.Id);
        }

        _items.RemoveAll(item => item.Ended);
        Changed?.Invoke();
    }

    public void Follow(StreamMessage message)
    {
        if (_items.Find(item => item.DocumentId is not null && item.DocumentId == message.DocumentId) is { } item
            && message.Status is not null)
        {
            item.Status = message.Status;
            Changed?.Invoke();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }
    }

    private static void Settle(UploadItem item, int status, string body)
    {
        item.Progress = 1;
        if (status is < 200 or >= 300 || ReadAnswer(body)?.Documents is not [var document, ..])
        {
            item.Problem = Problems.From(status, body);
            item.Phase = status is 0 or 401 or 408 or 409 or 429 or >= 500 ? UploadPhase.Failed : UploadPhase.Refused;
            return;
        }

        item.Status = document.Status;
        item.Problem = document.Problem;
        item.DocumentId = document.Id ?? document.DuplicateOf;
        item.Phase = document switch
        {
            { Status: "refused" } => UploadPhase.Refused,
            { DuplicateOf: not null } => UploadPhase.Duplicate,
            _ => UploadPhase.Done,
        };
    }

    private static UploadAnswer? ReadAnswer(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WireJson.Default.UploadAnswer);
        }
        catch (JsonException)
        {
            // Told to the person as an answer that could not be understood.
            return null;
        }
    }

    private async Task AttachAsync()
    {
        _self = DotNetObjectReference.Create(this);
        _module = await js.InvokeAsync<IJSObjectReference>("import", "./js/upload.js");
        await _module.InvokeVoidAsync("attach", _self);
    }

    private void Begin(UploadItem item)
    {
        item.StartedAt = clock.GetTimestamp();
        item.StartedFrom = null;
        item.Speed = null;
    }

    private UploadItem? Find(int id) => _items.Find(item => item.Id == id);

    private async Task PumpAsync()
    {
        while (_items.Count(item => item.Phase == UploadPhase.Sending) < AtOnce
            && _items.Find(item => item.Phase == UploadPhase.Waiting) is { } next)
        {
            next.Phase = UploadPhase.Sending;
            Begin(next);
            await _module!.InvokeVoidAsync("send", next.Id, next.TransactionId, next.Key);
        }

        Changed?.Invoke();
    }
}

/// <summary>A file as JavaScript announces it; its bytes stay in the browser.</summary>
/// <param name="TransactionId">Of an upload that the page was left with.</param>
/// <param name="Missing">The file itself is no longer here.</param>
public sealed record AddedFile(
    int Id, string Name, long Size, bool Large = false, Guid? TransactionId = null, bool Missing = false);
