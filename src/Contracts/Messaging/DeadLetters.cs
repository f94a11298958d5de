using System.Text.Json;

namespace DigitalDocs.Contracts.Messaging;

/// <summary>An event that a handler could not handle, as lists show it.</summary>
/// <param name="Handler"><c>{service}.{handler}</c>.</param>
/// <param name="Subject">Id of the resource that the event is about.</param>
/// <param name="AgencyId">Null for an event that belongs to no agency.</param>
/// <param name="State"><c>dead</c>, <c>replaying</c>, <c>replayed</c> or <c>discarded</c>.</param>
/// <param name="LastError">One line, without personal data.</param>
/// <param name="DecidedBy">Who replayed or discarded it last: <c>user:{id}</c>.</param>
public sealed record DeadLetterItem(
    Guid Id,
    string Service,
    string Handler,
    string Type,
    string Subject,
    Guid? AgencyId,
    string State,
    int Attempts,
    string LastError,
    DateTimeOffset FirstFailedAt,
    DateTimeOffset LastFailedAt,
    DateTimeOffset BuriedAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Reason,
    Guid? ReplayId);

/// <summary>A page of dead letters, newest first.</summary>
/// <param name="Unavailable">Services that did not answer: theirs are missing.</param>
public sealed record DeadLetterPage(
    IReadOnlyList<DeadLetterItem> Items, string? NextCursor, IReadOnlyList<string> Unavailable);

/// <summary>How many events of a type wait for a decision at a handler.</summary>
public sealed record DeadLetterCount(string Service, string Handler, string Type, int Dead, int Replaying);

/// <summary>Where dead letters wait.</summary>
/// <param name="Unavailable">Services that did not answer: theirs are missing.</param>
public sealed record DeadLetterCounts(IReadOnlyList<DeadLetterCount> Items, IReadOnlyList<string> Unavailable);

/// <summary>A dead letter with its event and everything that went wrong.</summary>
/// <param name="Payload">As it was published.</param>
/// <param name="EditedPayload">As somebody corrected it; null when nobody did.</param>
/// <param name="FailedAttempts">Oldest first; of many only the newest are kept.</param>
public sealed record DeadLetterDto(
    DeadLetterItem Letter,
    DeadEvent Event,
    JsonElement Payload,
    JsonElement? EditedPayload,
    IReadOnlyList<FailedAttemptDto> FailedAttempts,
    long Revision);

/// <summary>The event's attributes.</summary>
public sealed record DeadEvent(
    Guid Id, string Type, string Source, string Subject, DateTimeOffset Time, Guid? AgencyId, string Actor, string? TraceParent);

/// <summary>One attempt that failed.</summary>
/// <param name="Replay">Whether a person had asked for it.</param>
/// <param name="Errors">Outermost first.</param>
public sealed record FailedAttemptDto(
    int Attempt, bool Replay, DateTimeOffset At, IReadOnlyList<FailedAttemptError> Errors);

/// <summary>One error of a chain.</summary>
/// <param name="Where">The method that raised it; empty when not known.</param>
public sealed record FailedAttemptError(string Type, string Message, string Where);

/// <summary>Has a dead letter handled again.</summary>
/// <param name="Payload">The corrected payload; without it, the one of the last correction, else the original.</param>
public sealed record ReplayDeadLetterRequest(JsonElement? Payload = null, string? Reason = null);

/// <summary>Has all dead letters of a handler, a type, or both handled again.</summary>
public sealed record ReplayDeadLettersRequest(
    string? Handler = null, string? Type = null, string? Subject = null, string? Reason = null);

/// <summary>Puts a dead letter aside for good.</summary>
public sealed record DiscardDeadLetterRequest(string Reason);

/// <summary>How far a replay is.</summary>
/// <param name="Waiting">Still to be handled.</param>
/// <param name="Done">Handled.</param>
/// <param name="FailedAgain">Dead letters again.</param>
/// <param name="Left">Matching dead letters beyond what one request replays; ask again for them.</param>
public sealed record DeadLetterReplayDto(Guid ReplayId, int Total, int Waiting, int Done, int FailedAgain, int Left);
