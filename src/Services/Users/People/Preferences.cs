using System.Text.Json;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Users.People;

/// <summary>GET /users/{id}/preferences: one's own only.</summary>
internal static class GetPreferences
{
    public static async Task<Results<Ok<PreferencesDto>, ProblemHttpResult>> HandleAsync(
        Guid id, UsersDb db, Caller caller, HttpContext http, CancellationToken ct)
    {
        if (caller.UserId != id)
        {
            return Failure.NotFound("user", id).ToProblem();
        }

        var kept = await db.Preferences.AsNoTracking().FirstOrDefaultAsync(p => p.UserId == id, ct);
        Etag.Set(http, kept?.Revision ?? 0);
        return TypedResults.Ok(new PreferencesDto(kept is null
            ? new Dictionary<string, string>()
            : JsonSerializer.Deserialize<Dictionary<string, string>>(kept.Body, WireJson.Options)!));
    }
}

/// <summary>PUT /users/{id}/preferences: replaces them.</summary>
internal static class SetPreferences
{
    private const int MostValues = 100;
    private const int LongestKey = 100;
    private const int LongestValue = 4000;

    public static async Task<Results<Ok<PreferencesDto>, ProblemHttpResult>> HandleAsync(
        Guid id, PreferencesDto request, UsersDb db, Caller caller, HttpContext http, CancellationToken ct)
    {
        if (caller.UserId != id)
        {
            return Failure.NotFound("user", id).ToProblem();
        }

        var kept = await db.Preferences.FirstOrDefaultAsync(p => p.UserId == id, ct);
        if ((Check(request.Values) ?? Etag.CheckIfMatch(http, kept?.Revision ?? 0)) is { } failure)
        {
            return failure.ToProblem();
        }

        var body = JsonSerializer.Serialize(request.Values, WireJson.Options);
        if (kept is null)
        {
            kept = new PersonPreferences { UserId = id, Body = body };
            db.Preferences.Add(kept);
        }
        else
        {
            kept.Body = body;
            kept.Revision++;
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Saved from two places in the same moment: one of them has to look first.
            return Failure.PreconditionFailed().ToProblem();
        }

        Etag.Set(http, kept.Revision);
        return TypedResults.Ok(request);
    }

    private static Failure? Check(IReadOnlyDictionary<string, string> values) =>
        values.Count > MostValues
        || values.Any(value =>
            value.Key.Length is 0 or > LongestKey || value.Value is null or { Length: > LongestValue })
            ? Failure.Invalid(
                "values",
                $"At most {MostValues} values; keys up to {LongestKey}, values up to {LongestValue} characters.")
            : null;
}
