using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>Whose dead letters somebody sees: those of the own agency, platform administrators all of them.</summary>
internal static class DeadLetterScope
{
    /// <summary>What the gateway says for a platform administrator whom it has checked already.</summary>
    public const string Platform = "platform";

    public static IQueryable<DeadLetter> LettersOf(this ServiceDb db, Caller caller, string? scope) =>
        caller.May(Permissions.DeadLettersAll) || (caller.IsService && scope == Platform)
            ? db.AcrossAgencies<DeadLetter>("a platform administrator looks after failed events")
            : db.DeadLetters;

    /// <summary>A scope in which the same person acts for the letter's agency, so that its journal tells what was done.</summary>
    public static AsyncServiceScope ActFor(this HttpContext context, string service, Guid agencyId, Caller caller)
    {
        var scope = context.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeService(service, agencyId, caller.UserId);
        return scope;
    }
}
