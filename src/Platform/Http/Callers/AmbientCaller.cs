using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Http;

/// <summary>
/// The caller of the running request or event, for what lives outside its scope: the handlers of HTTP clients.
/// Everything else has the <see cref="Caller"/> injected.
/// </summary>
internal static class AmbientCaller
{
    private static readonly AsyncLocal<Caller?> Slot = new();

    public static Caller? Current
    {
        get => Slot.Value;
        set => Slot.Value = value;
    }
}

/// <summary>Scopes for work that no request and no event began.</summary>
public static class ServiceScopes
{
    /// <summary>
    /// A scope in which a service acts for an agency, or for none to look across them. Calls to other services made from
    /// here on carry that agency too.
    /// </summary>
    public static AsyncServiceScope CreateScopeFor(this IServiceProvider services, string service, Guid agency)
    {
        var scope = services.CreateAsyncScope();
        var caller = scope.ServiceProvider.GetRequiredService<Caller>();
        caller.BecomeService(service, agency);
        AmbientCaller.Current = caller;
        return scope;
    }
}
