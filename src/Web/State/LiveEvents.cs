using System.Text.Json;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.Api;
using Microsoft.JSInterop;

namespace DigitalDocs.Web.State;

/// <summary>What happens on the server, as it happens: pages subscribe and show it without a reload.</summary>
public sealed class LiveEvents(IJSRuntime js) : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private DotNetObjectReference<LiveEvents>? _self;

    public event Func<StreamMessage, Task>? Received;

    /// <summary>The stream is back after a gap: what is on the page may be old.</summary>
    public event Func<Task>? Resumed;

    public event Action? StateChanged;

    public bool Connected { get; private set; } = true;

    public async Task StartAsync()
    {
        _module ??= await js.InvokeAsync<IJSObjectReference>("import", "./js/stream.js");
        _self ??= DotNetObjectReference.Create(this);
        await _module.InvokeVoidAsync("start", _self);
    }

    public async Task StopAsync()
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("stop");
        }
    }

    [JSInvokable]
    public async Task OnMessageAsync(string json)
    {
        StreamMessage? message;
        try
        {
            message = JsonSerializer.Deserialize(json, WireJson.Default.StreamMessage);
        }
        catch (JsonException)
        {
            // A kind of message this version of the app does not know.
            return;
        }

        if (message is not null && Received is { } received)
        {
            foreach (var listener in received.GetInvocationList().Cast<Func<StreamMessage, Task>>())
            {
                await listener(message);
            }
        }
    }

    [JSInvokable]
    public async Task OnStateAsync(string state)
    {
        Connected = state is "open" or "again";
        StateChanged?.Invoke();
        if (state == "again" && Resumed is { } resumed)
        {
            foreach (var listener in resumed.GetInvocationList().Cast<Func<Task>>())
            {
                await listener();
            }
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
}
