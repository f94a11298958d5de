namespace DigitalDocs.Web.Api;

internal static class ApiTexts
{
    public static string NoConnectionTitle => "No connection";

    public static string NoConnectionDetail =>
        "The server cannot be reached right now. Nothing was lost; try again when you are back online.";

    public static string Unreadable => "The server's answer could not be read. Load the page again to get the newest app.";

    /// <summary>The protocol's own titles ("Unprocessable Entity") say nothing to people.</summary>
    public static string Title(int status, string? code) => (code, status) switch
    {
        ("invalid_credentials", _) => "Sign-in did not work",
        ("validation_failed", _) => "Something is missing or not right",
        _ => Title(status),
    };

    private static string Title(int status) => status switch
    {
        401 => "You are signed out",
        403 => "You may not do this",
        404 => "Not found",
        409 => "Somebody else was faster",
        410 => "No longer available",
        412 => "Changed in the meantime",
        413 => "Too large",
        429 => "Too many requests",
        503 => "Busy right now",
        >= 500 => "The server had a problem",
        _ => "That did not work",
    };

    public static string Detail(int status) => status switch
    {
        401 => "Sign in again to go on.",
        403 => "Your role does not include this. Ask your agency's administrator.",
        404 => "It was removed, or it is not shared with you.",
        409 or 412 => "Load it again to see the newest state, then repeat your change.",
        410 => "It has expired or was revoked.",
        413 => "The file is larger than this installation accepts.",
        429 => "Wait a moment, then try again.",
        503 => "A part of the system is starting or catching up. Try again in a moment.",
        >= 500 => "Your data is safe. Try again; if it stays, give support the reference below.",
        _ => "Check what you entered and try again.",
    };
}
