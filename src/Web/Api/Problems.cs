using System.Text.Json;
using DigitalDocs.Contracts.Http;

namespace DigitalDocs.Web.Api;

/// <summary>Makes problems of answers that are none themselves.</summary>
public static class Problems
{
    public const string Offline = "offline";

    public static Problem NoConnection { get; } = new(
        null, ApiTexts.NoConnectionTitle, 0, ApiTexts.NoConnectionDetail, null, Offline, null, null);

    public static Problem From(int status, string? body)
    {
        if (status == 0)
        {
            return NoConnection;
        }

        var sent = Read(body);
        return new Problem(
            sent?.Type,
            ApiTexts.Title(status, sent?.Code),
            status,
            sent?.Detail ?? ApiTexts.Detail(status),
            sent?.Instance,
            sent?.Code ?? $"http_{status}",
            sent?.TraceId,
            sent?.Errors);
    }

    private static Problem? Read(string? body)
    {
        if (string.IsNullOrWhiteSpace(body) || body[0] != '{')
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(body, WireJson.Default.Problem);
        }
        catch (JsonException)
        {
            // A proxy's page in place of ours: the status says enough.
            return null;
        }
    }
}
