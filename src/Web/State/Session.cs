using System.Text.Json;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.Api;
using Microsoft.JSInterop;

namespace DigitalDocs.Web.State;

/// <summary>
/// Who is signed in. The tokens themselves live in <c>js/session.js</c>, where uploads, page images and the event
/// stream need them too.
/// </summary>
public sealed class Session(IJSRuntime js) : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private Task<IJSObjectReference>? _loading;
    private DotNetObjectReference<Session>? _self;

    public event Action? Changed;

    public bool Started { get; private set; }

    public bool SignedIn => User is not null;

    public SignedInUser? User { get; private set; }

    public SignedInAgency? Agency { get; private set; }

    /// <summary>True when the session ended by itself: the sign-in page says so.</summary>
    public bool Ended { get; private set; }

    /// <summary>True when it could not be asked whether somebody is signed in.</summary>
    public bool Unreachable { get; private set; }

    public async Task StartAsync()
    {
        var module = await ModuleAsync();
        var answer = await module.InvokeAsync<JsAnswer>("resume");
        Unreachable = answer.Status is 0 or >= 500;
        if (answer.Status == 200)
        {
            Accept(answer.Body);
        }

        Started = true;
        Changed?.Invoke();
    }

    public async Task<Problem?> SignInAsync(string email, string password)
    {
        var module = await ModuleAsync();
        var answer = await module.InvokeAsync<JsAnswer>("signIn", email, password);
        if (answer.Status != 200)
        {
            return Problems.From(answer.Status, answer.Body);
        }

        Accept(answer.Body);
        Ended = false;
        Changed?.Invoke();
        return null;
    }

    public async Task SignOutAsync()
    {
        var module = await ModuleAsync();
        await module.InvokeVoidAsync("signOut");
        Forget();
    }

    public async Task<string?> AccessTokenAsync(bool renew)
    {
        var module = await ModuleAsync();
        return await module.InvokeAsync<string?>("accessToken", renew);
    }

    [JSInvokable]
    public Task OnEndedAsync()
    {
        Ended = true;
        Forget();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }
    }

    private Task<IJSObjectReference> ModuleAsync() => _loading ??= LoadAsync();

    private async Task<IJSObjectReference> LoadAsync()
    {
        _module = await js.InvokeAsync<IJSObjectReference>("import", "./js/session.js");
        _self = DotNetObjectReference.Create(this);
        await _module.InvokeVoidAsync("attach", _self);
        return _module;
    }

    private void Accept(string body)
    {
        if (JsonSerializer.Deserialize(body, WireJson.Default.TokenAnswer) is { User: not null } tokens)
        {
            User = tokens.User;
            Agency = tokens.Agency;
        }
    }

    private void Forget()
    {
        User = null;
        Agency = null;
        Changed?.Invoke();
    }
}
