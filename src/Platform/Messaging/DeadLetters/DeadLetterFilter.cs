using DigitalDocs.Platform.Http;

namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>What a list of dead letters is narrowed to.</summary>
/// <param name="State">One of the states; without it every state.</param>
/// <param name="From">Buried at or after.</param>
/// <param name="To">Buried before.</param>
/// <param name="Scope">Only between services.</param>
internal sealed record DeadLetterFilter(
    string? Handler = null,
    string? Type = null,
    string? Subject = null,
    string? State = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    int? Limit = null,
    string? Cursor = null,
    string? Scope = null)
{
    private const int LongestWord = 200;

    private static readonly string[] States =
        [DeadLetter.Dead, DeadLetter.Replaying, DeadLetter.Replayed, DeadLetter.Discarded];

    public Failure? Check()
    {
        if (State is not null && !States.Contains(State))
        {
            return Failure.Invalid("state", $"One of {string.Join(", ", States)}.");
        }

        foreach (var (name, value) in new[] { ("handler", Handler), ("type", Type), ("subject", Subject) })
        {
            if (value?.Length > LongestWord)
            {
                return Failure.Invalid(name, $"At most {LongestWord} characters.");
            }
        }

        return From >= To ? Failure.Invalid("to", "Later than from.") : null;
    }

    public IQueryable<DeadLetter> Apply(IQueryable<DeadLetter> letters)
    {
        letters = Handler is null ? letters : letters.Where(letter => letter.Handler == Handler);
        letters = Type is null ? letters : letters.Where(letter => letter.Type == Type);
        letters = Subject is null ? letters : letters.Where(letter => letter.Subject == Subject);
        letters = State is null ? letters : letters.Where(letter => letter.State == State);
        letters = From is null ? letters : letters.Where(letter => letter.BuriedAt >= From);
        return To is null ? letters : letters.Where(letter => letter.BuriedAt < To);
    }
}

/// <summary>Where a list goes on: before this id. The same for every service, so that their pages can be merged.</summary>
public sealed record DeadLetterPosition(Guid Before);
