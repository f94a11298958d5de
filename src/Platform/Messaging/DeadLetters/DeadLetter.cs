using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>
/// An event that a handler could not handle, kept in the database of the handler's service until a person decides.
/// One per handler and event.
/// </summary>
public sealed class DeadLetter : IAgencyOwned
{
    public const string Dead = "dead";

    public const string Replaying = "replaying";

    public const string Replayed = "replayed";

    public const string Discarded = "discarded";

    public required Guid Id { get; init; }

    /// <summary>Empty for an event that belongs to no agency: only platform administrators see it.</summary>
    public Guid AgencyId { get; set; }

    bool IAgencyOwned.MayBelongToNobody => true;

    public required string Handler { get; init; }

    public required Guid EventId { get; init; }

    public required string Type { get; init; }

    public required string Source { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Actor { get; init; }

    public string? TraceParent { get; init; }

    /// <summary>The payload as it was published; never changed.</summary>
    public required string Data { get; init; }

    /// <summary>The payload as a person corrected it; a replay uses it.</summary>
    public string? EditedData { get; set; }

    public string State { get; set; } = Dead;

    public required int Attempts { get; set; }

    public required string LastError { get; set; }

    public required DateTimeOffset FirstFailedAt { get; init; }

    public required DateTimeOffset LastFailedAt { get; set; }

    public required DateTimeOffset BuriedAt { get; init; }

    /// <summary>Pseudonymous, as in the journal.</summary>
    public string? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? Reason { get; set; }

    /// <summary>The decision it was replayed by last; letters that were replayed together share it.</summary>
    public Guid? ReplayId { get; set; }

    /// <summary>How often the replay that was decided last was begun.</summary>
    public int Starts { get; set; }

    /// <summary>Until when a process that replays it is believed to be alive.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }

    public long Revision { get; set; } = 1;

    /// <summary>What the handler is given.</summary>
    internal EventEnvelope ToEnvelope() => new(
        EventId, Type, Source, Subject, Time, AgencyId == Guid.Empty ? null : AgencyId, Actor, TraceParent, EditedData ?? Data);

    /// <summary>A person has it handled again. One that was discarded by mistake may be, too.</summary>
    /// <param name="editedData">The corrected payload, already checked; null keeps what was there.</param>
    internal Failure? Replay(Guid replayId, string? editedData, string by, string? reason, DateTimeOffset now)
    {
        if (State is not (Dead or Discarded))
        {
            return AlreadyDecided();
        }

        State = Replaying;
        ReplayId = replayId;
        EditedData = editedData ?? EditedData;
        Starts = 0;
        ClaimedUntil = null;
        Decide(by, reason, now);
        return null;
    }

    /// <summary>A person puts it aside for good.</summary>
    internal Failure? Discard(string by, string reason, DateTimeOffset now)
    {
        if (State != Dead)
        {
            return AlreadyDecided();
        }

        State = Discarded;
        Decide(by, reason, now);
        return null;
    }

    /// <summary>The handler has done it. Also when another process had meanwhile given up: the effect is there.</summary>
    internal bool EndWell()
    {
        if (State is not (Replaying or Dead))
        {
            return false;
        }

        State = Replayed;
        ClaimedUntil = null;
        Revision++;
        return true;
    }

    /// <summary>The replay failed: it waits for a decision again.</summary>
    internal bool EndBadly(string error, DateTimeOffset now)
    {
        if (State != Replaying)
        {
            return false;
        }

        State = Dead;
        Attempts++;
        LastError = error;
        LastFailedAt = now;
        ClaimedUntil = null;
        Revision++;
        return true;
    }

    private Failure AlreadyDecided() => new(
        "dead_letter_decided", 409, $"This dead letter is {State} already: only a dead one can be decided on.");

    private void Decide(string by, string? reason, DateTimeOffset now)
    {
        DecidedBy = by;
        DecidedAt = now;
        Reason = reason;
        Revision++;
    }
}
