namespace DigitalDocs.Users.People;

/// <summary>A person; agencies see them through a membership.</summary>
internal sealed class Person
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>
    /// The name as it is found and ordered: lower case in every alphabet, which databases do not agree on.
    /// </summary>
    public required string NameKey { get; set; }

    public required string Email { get; set; }

    /// <summary>The address as it is compared: lower case, no white space around it.</summary>
    public required string EmailKey { get; set; }

    public string? Phone { get; set; }

    public string? JobTitle { get; set; }

    public string TimeZone { get; set; } = "America/New_York";

    public string Locale { get; set; } = "en-US";

    public bool Active { get; set; } = true;

    public required Guid DefaultAgency { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public long Revision { get; set; } = 1;

    public void Rename(string name)
    {
        Name = name.Trim();
        NameKey = KeyOf(name);
    }

    public static string KeyOf(string text) => text.Trim().ToLowerInvariant();
}
