namespace DigitalDocs.Platform.Http.Tokens;

/// <summary>Names in our tokens.</summary>
internal static class TokenFormat
{
    public const string Issuer = "digitaldocs";

    /// <summary>Audience of people's access tokens.</summary>
    public const string Audience = "digitaldocs";

    /// <summary>Audience of calls between services of this installation.</summary>
    public const string InternalAudience = "digitaldocs-internal";

    public const string Agency = "agency";

    public const string Session = "sid";

    public const string Name = "name";

    public const string Roles = "roles";
}
