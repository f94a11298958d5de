using DigitalDocs.Web.Api;
using Microsoft.JSInterop;

namespace DigitalDocs.Web.State;

/// <summary>The browser's own services: clipboard, saved choices, downloads, focus.</summary>
public sealed class Shell(IJSRuntime js) : IAsyncDisposable
{
    private IJSObjectReference? _module;

    public async Task<bool> CopyAsync(string text) => await (await ModuleAsync()).InvokeAsync<bool>("copy", text);

    public async Task<string?> ReadAsync(string key) => await (await ModuleAsync()).InvokeAsync<string?>("getItem", key);

    public async Task SaveAsync(string key, string value) =>
        await (await ModuleAsync()).InvokeVoidAsync("setItem", key, value);

    public async Task SetSchemeAsync(bool dark) => await (await ModuleAsync()).InvokeVoidAsync("setScheme", dark);

    public async Task RevealAsync(string selector) => await (await ModuleAsync()).InvokeVoidAsync("reveal", selector);

    /// <param name="select">Whether what stands there is selected, to be typed over.</param>
    public async Task FocusAsync(string selector, bool select = false) =>
        await (await ModuleAsync()).InvokeVoidAsync("focus", selector, select);

    /// <summary>Sets the focus unless something has it: what had it is gone, or the page has only just come.</summary>
    public async Task FocusIfLostAsync(string selector) =>
        await (await ModuleAsync()).InvokeVoidAsync("focusIfLost", selector);

    public async Task<Answer<Nothing>> DownloadAsync(string path, string name)
    {
        var answer = await (await ModuleAsync()).InvokeAsync<JsAnswer>("download", path, name);
        return answer.Status is >= 200 and < 300
            ? new Answer<Nothing>(Nothing.Value, null)
            : new Answer<Nothing>(null, Problems.From(answer.Status, answer.Body));
    }

    public async Task ListenForKeysAsync<T>(DotNetObjectReference<T> owner)
        where T : class =>
        await (await ModuleAsync()).InvokeVoidAsync("listenForKeys", owner);

    public async Task IgnoreKeysAsync() => await (await ModuleAsync()).InvokeVoidAsync("ignoreKeys");

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }
    }

    private async Task<IJSObjectReference> ModuleAsync() =>
        _module ??= await js.InvokeAsync<IJSObjectReference>("import", "./js/shell.js");
}
