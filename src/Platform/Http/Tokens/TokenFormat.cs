namespace DigitalDocs.Platform.Http.Tokens;

/// <summary>Names in our tokens.</summary>
internal static class TokenFormat
{
    public const string Issuer = "digitaldocs";

    /// <summary>Audience of people's access tokens.</summary>
    public const string Audience = "digitaldocs";

    private const string InternalPrefix = "digitaldocs-internal/";

    /// <summary>Audience of calls to one service of this installation, by another.</summary>
    public static string InternalAudience(string service) => InternalPrefix + service;

    /// <summary>The service that an audience names; null for people's tokens.</summary>
    public static string? ServiceOf(string audience) =>
        audience.StartsWith(InternalPrefix, StringComparison.Ordinal) ? audience[InternalPrefix.Length..] : null;

    public const string Agency = "agency";

    public const string Session = "sid";

    public const string Name = "name";

    public const string Roles = "roles";
}
