namespace DigitalDocs.Users.People;

/// <summary>What a person set for themselves, as JSON.</summary>
internal sealed class PersonPreferences
{
    public required Guid UserId { get; init; }

    public required string Body { get; set; }

    public long Revision { get; set; } = 1;
}
