using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
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

    /// <summary>Takes up what this person left unfinished here: before a reload, in a closed tab, in a session that ended.</summary>
    /// <param name="mayAdd">Whether this person may add documents: what they drop is let fall otherwise.</param>
    public async Task ResumeAsync(bool mayAdd)
    {
        await StartAsync();
        await _module!.InvokeVoidAsync("goOn", mayAdd);
    }

    /// <summary>The session is over: nothing more is sent or shown. What was not over is kept for the same person.</summary>
    public async Task StopAsync()
    {
        _items.Clear();
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("stop");
        }

        Changed?.Invoke();
    }

    /// <returns>The transaction that they go into.</returns>
    [JSInvokable]
    public async Task<Guid?> OnAddedAsync(AddedFile[] files)
    {
        var target = Target?.Id;
        _items.AddRange(files.Select(file => new UploadItem(file.Id, file.Name, file.Size, file.TransactionId ?? target, file.Large)
        {
            Phase = file.Missing ? UploadPhase.Missing : file.Paused ? UploadPhase.Paused : UploadPhase.Waiting,
        }));
        Changed?.Invoke();
        await PumpAsync();
        return target;
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

    /// <param name="reason"><c>line</c> or <c>server</c> while it waits to try again; null when it does.</param>
    [JSInvokable]
    public void OnWaiting(int id, string? reason)
    {
        if (Find(id) is { Phase: UploadPhase.Sending } item)
        {
            item.Waiting = reason;
            Begin(item);
            Changed?.Invoke();
        }
    }

    /// <summary>What the server has of a file that is not being sent just now.</summary>
    [JSInvokable]
    public void OnStands(int id, double progress)
    {
        if (Find(id) is { } item)
        {
            item.Progress = progress;
            Changed?.Invoke();
        }
    }

    /// <summary>Chosen for a missing file was another one, or it was changed since.</summary>
    [JSInvokable]
    public void OnOtherFile(int id)
    {
        if (Find(id) is { Phase: UploadPhase.Missing } item)
        {
            item.AnotherWasChosen = true;
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

        item.Settle(status, body);
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
        await _module!.InvokeVoidAsync("pause", item.Id);
        if (item.Phase == UploadPhase.Sending)
        {
            item.Phase = UploadPhase.Paused;
            item.Waiting = null;
        }

        Changed?.Invoke();
        await PumpAsync();
    }

    public async Task GoOnAsync(UploadItem item)
    {
        item.Phase = UploadPhase.Waiting;
        await PumpAsync();
    }

    /// <summary>Asks the person for the file of an upload that the page was left with.</summary>
    public async Task ChooseAsync(UploadItem item)
    {
        item.AnotherWasChosen = false;
        await _module!.InvokeVoidAsync("choose", item.Id);
    }

    public async Task CancelAsync(UploadItem item)
    {
        item.Phase = UploadPhase.Cancelled;
        item.Waiting = null;
        await _module!.InvokeVoidAsync("cancel", item.Id);
        Changed?.Invoke();
        await PumpAsync();
    }

    public async Task CancelAllAsync()
    {
        foreach (var item in _items.Where(item => !item.Ended).ToList())
        {
            item.Phase = UploadPhase.Cancelled;
            await _module!.InvokeVoidAsync("cancel", item.Id);
        }

        Changed?.Invoke();
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
            await _module!.InvokeVoidAsync("send", next.Id, next.TransactionId);
        }

        Changed?.Invoke();
    }
}
