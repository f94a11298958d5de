using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Documents;

/// <summary>What may be asked of a share.</summary>
internal static class ShareRules
{
    private const int LongestMessage = 2000;
    private const int MostOpens = 1_000_000;

    public static Failure? Check(ShareRequest request, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string[]>();
        var isLink = request.With.Kind == Share.Link;
        Expect("with.kind", isLink || request.With.Kind == Share.Member, "link or member.");
        Expect("with.id", isLink || request.With.Id is not null, "The member's id is missing.");
        Expect("password", isLink || request.Password is null, "Only a link has a password.");
        Expect("maxOpens", isLink || request.MaxOpens is null, "Only a link counts its openings.");
        CheckTerms(
            new ShareChanges(request.Permissions, request.ExpiresAt, request.Password, request.MaxOpens, request.Message),
            now,
            errors);
        Expect("password", request.Password is not "", "At least 4 characters.");
        return errors.Count == 0 ? null : Failure.Invalid(errors);

        void Expect(string member, bool holds, string message)
        {
            if (!holds)
            {
                errors.TryAdd(member, [message]);
            }
        }
    }

    public static Failure? Check(ShareChanges changes, Share share, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string[]>();
        CheckTerms(changes, now, errors);
        if (share.Kind != Share.Link && (changes.Password is not null || changes.MaxOpens is not null))
        {
            errors["with.kind"] = ["Only a link has a password and counts its openings."];
        }

        return errors.Count == 0 ? null : Failure.Invalid(errors);
    }

    private static void CheckTerms(ShareChanges terms, DateTimeOffset now, Dictionary<string, string[]> errors)
    {
        Expect(
            "permissions",
            terms.Permissions is null || (terms.Permissions.Contains(Share.View)
                && terms.Permissions.All(permission => permission is Share.View or Share.Download)),
            "view, or view and download.");
        Expect("expiresAt", terms.ExpiresAt is null || terms.ExpiresAt > now, "This time has passed.");
        Expect(
            "password",
            terms.Password is null or "" or { Length: >= 4 and <= SharePassword.Longest },
            $"4 to {SharePassword.Longest} characters.");
        Expect("maxOpens", terms.MaxOpens is null or (>= 1 and <= MostOpens), $"Between 1 and {MostOpens}.");
        Expect("message", terms.Message is null or { Length: <= LongestMessage }, $"At most {LongestMessage} characters.");

        void Expect(string member, bool holds, string message)
        {
            if (!holds)
            {
                errors.TryAdd(member, [message]);
            }
        }
    }
}
