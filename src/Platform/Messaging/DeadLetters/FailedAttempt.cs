using DigitalDocs.Platform.Data;

namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>
/// One failed attempt of a handler at an event. Kept apart from the dead letter because most events that fail once
/// succeed later, and the attempts of one event run in different processes.
/// </summary>
public sealed class FailedAttempt : IAgencyOwned
{
    public required Guid Id { get; init; }

    public Guid AgencyId { get; set; }

    bool IAgencyOwned.MayBelongToNobody => true;

    public required string Handler { get; init; }

    public required Guid EventId { get; init; }

    public required int Attempt { get; init; }

    /// <summary>Whether a person had asked for the attempt.</summary>
    public required bool Replay { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The chain of errors as JSON, outermost first.</summary>
    public required string Errors { get; init; }
}
