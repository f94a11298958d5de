namespace DigitalDocs.Architecture.Tests;

/// <summary>What the rules let pass for now, each with its reason. These lists may only shrink; a test sees to it.</summary>
internal static class Exceptions
{
    /// <summary>Ports whose second adapter is for the scale-out engines, which come after the embedded ones.</summary>
    public static readonly IReadOnlyList<string> SingleImplementation =
    [
        "DigitalDocs.Platform.Crypto.IKeyVault",
    ];

    public static readonly IReadOnlyList<string> PublicInServices =
    [
        // The host's commands use these.
        "DigitalDocs.Auth.CredentialAdministration is public",
        "DigitalDocs.Users.PeopleAdministration is public",
        "DigitalDocs.Ocr.ReadWorker is public",

        // Nobody outside needs these; they are to become internal.
        "DigitalDocs.Auth.AuthOptions is public",
        "DigitalDocs.Search.SearchDb is public",
        "DigitalDocs.Search.SearchOptions is public",
        "DigitalDocs.Gateway.GatewayDb is public",
        "DigitalDocs.Gateway.GatewayOptions is public",
    ];

    /// <summary>Tables that the platform reads across agencies by design: the queue's own.</summary>
    public static readonly IReadOnlyList<string> UnfilteredTables = ["outbox"];
}
