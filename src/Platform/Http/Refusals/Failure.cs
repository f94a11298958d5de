using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Platform.Http;

/// <summary>An expected "no": a value with a stable code, turned into problem details at the edge of an operation.</summary>
/// <param name="Code">Stable and documented, snake_case.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">What happened and what to do, in plain words; no personal data.</param>
public sealed record Failure(string Code, int Status, string Detail)
{
    /// <summary>Field → messages, for validation.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>When to try again, for 429 and 503.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Failure NotFound(string what, object id) =>
        new("not_found", StatusCodes.Status404NotFound, $"There is no {what} {id}.");

    public static Failure NotFound(string what) =>
        new("not_found", StatusCodes.Status404NotFound, $"There is no such {what}.");

    public static Failure Invalid(string field, string message) =>
        Invalid(new Dictionary<string, string[]> { [field] = [message] });

    public static Failure Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new("validation_failed", StatusCodes.Status400BadRequest, "Some of what was sent is not valid.") { Errors = errors };

    public static Failure Forbidden(string permission) =>
        new("forbidden", StatusCodes.Status403Forbidden, $"Your role does not allow this (it needs {permission}).");

    public static Failure SignInNeeded(string detail = "Sign in first.") =>
        new("sign_in_needed", StatusCodes.Status401Unauthorized, detail);

    public static Failure PreconditionFailed() =>
        new("changed_meanwhile", StatusCodes.Status412PreconditionFailed,
            "Somebody changed this meanwhile. Load it again and repeat your change.");

    public static Failure Unavailable(string detail, TimeSpan retryAfter) =>
        new("unavailable", StatusCodes.Status503ServiceUnavailable, detail) { RetryAfter = retryAfter };

    public ProblemHttpResult ToProblem()
    {
        var extensions = new Dictionary<string, object?> { ["code"] = Code };
        if (Errors is not null)
        {
            extensions["errors"] = Errors;
        }

        if (RetryAfter is { } wait)
        {
            // The problem writer copies it into the header: a ProblemHttpResult has no headers of its own.
            extensions[ProblemWriting.RetryAfterExtension] = (int)Math.Ceiling(wait.TotalSeconds);
        }

        return TypedResults.Problem(Detail, statusCode: Status, extensions: extensions);
    }
}
