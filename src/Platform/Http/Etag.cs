using Microsoft.AspNetCore.Http;

namespace DigitalDocs.Platform.Http;

/// <summary>Entity tags of resources that people edit.</summary>
public static class Etag
{
    public static string Of(long revision) => $"\"{revision}\"";

    /// <summary>Sets the answer's tag.</summary>
    public static void Set(HttpContext context, long revision) => context.Response.Headers.ETag = Of(revision);

    /// <summary>A failure when the request names another revision than the current one; null otherwise.</summary>
    public static Failure? CheckIfMatch(HttpContext context, long revision)
    {
        var wanted = context.Request.Headers.IfMatch;
        return wanted.Count == 0
            || wanted.SelectMany(value => value?.Split(',') ?? []).Any(tag => tag.Trim() == "*" || tag.Trim() == Of(revision))
            ? null
            : Failure.PreconditionFailed();
    }

    /// <summary>Whether the caller already has this revision (<c>If-None-Match</c>).</summary>
    public static bool IsKnown(HttpContext context, string tag) =>
        context.Request.Headers.IfNoneMatch
            .SelectMany(value => value?.Split(',') ?? [])
            .Any(known => known.Trim() is var t && (t == "*" || t == tag || t == "W/" + tag));
}
