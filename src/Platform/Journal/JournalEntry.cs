using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Platform.Journal;

/// <summary>Who did what to which resource, from where, with what outcome. Rows are only ever added.</summary>
public sealed class JournalEntry : IAgencyOwned
{
    public required Guid Id { get; init; }

    /// <summary>Empty for what concerns no agency, only the installation.</summary>
    public Guid AgencyId { get; set; }

    bool IAgencyOwned.MayBelongToNobody => true;

    public required DateTimeOffset At { get; init; }

    /// <summary>Pseudonymous: <c>user:{id}</c>, <c>service:{name}</c>, <c>share:{id}</c> or <c>anonymous</c>.</summary>
    public required string Actor { get; init; }

    public string? OnBehalfOf { get; init; }

    public required string Action { get; init; }

    public required string ResourceKind { get; init; }

    public required Guid ResourceId { get; init; }

    public required string Outcome { get; init; }

    public string? Details { get; init; }

    public static JournalEntry Of(
        Caller caller,
        DateTimeOffset at,
        string action,
        string resourceKind,
        Guid resourceId,
        string outcome,
        string? details) => new()
        {
            Id = Guid.CreateVersion7(at),
            At = at,
            Actor = caller.Actor,
            Action = action,
            ResourceKind = resourceKind,
            ResourceId = resourceId,
            Outcome = outcome,
            Details = details,
        };
}
