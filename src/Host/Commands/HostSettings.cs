using System.CommandLine;

namespace DigitalDocs.Host.Commands;

/// <summary>Options that several commands share.</summary>
internal static class HostSettings
{
    public static Option<string> Target() => new("--target")
    {
        Description = "Services to host, comma-separated (see list-targets).",
        DefaultValueFactory = _ => "all",
    };

    public static Option<string?> Data() => new("--data") { Description = "Data folder (Data:Folder)." };

    public static Option<string?> Urls() => new("--urls")
    {
        Description = "Addresses to listen on, semicolon-separated (default http://localhost:8080).",
    };

    /// <summary>The command line as configuration: our options first, then anything given as --Section:Key=value.</summary>
    public static string[] AsConfiguration(
        ParseResult parsed, Option<string?> data, Option<string?>? urls = null)
    {
        var arguments = parsed.UnmatchedTokens.ToList();
        if (parsed.GetValue(data) is { } folder)
        {
            arguments.Add($"--Data:Folder={folder}");
        }

        if (urls is not null && parsed.GetValue(urls) is { } addresses)
        {
            arguments.Add($"--Urls={addresses}");
        }

        return [.. arguments];
    }
}
