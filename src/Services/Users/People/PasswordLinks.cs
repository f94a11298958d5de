using System.Net.Http.Json;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Users.People;

/// <summary>Asks auth for links by which people set their passwords.</summary>
internal sealed class PasswordLinks(HttpClient http, ILogger<PasswordLinks> log)
{
    /// <summary>
    /// Null when auth does not answer: the person exists all the same, and a link can be asked for later.
    /// </summary>
    public async Task<PasswordLinkAnswer?> TryCreateAsync(Person person, CancellationToken ct)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync(
                "api/v1/auth/password-links", new PasswordLinkRequest(person.Id, person.Email), WireJson.Options, ct);
            answer.EnsureSuccessStatusCode();
            return await answer.Content.ReadFromJsonAsync<PasswordLinkAnswer>(WireJson.Options, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.NoPasswordLink(exception, person.Id);
            return null;
        }
    }
}

/// <summary>POST /users/{id}/password-link: another link for a colleague whose first one was lost.</summary>
internal static class RenewPasswordLink
{
    public static async Task<Results<Ok<PasswordLinkAnswer>, ProblemHttpResult>> HandleAsync(
        Guid id, UsersDb db, Caller caller, PasswordLinks links, CancellationToken ct)
    {
        if (await db.ColleagueAsync(id, ct) is not { } colleague)
        {
            return Failure.NotFound("user", id).ToProblem();
        }

        if (PeopleAdministration.MayManage(caller, colleague.Membership.RoleList) is { } failure)
        {
            return failure.ToProblem();
        }

        // One agency's administrator must not become somebody who works for another one too.
        var agencies = await db.AcrossAgencies<Membership>("a password link is for members of one agency only")
            .CountAsync(m => m.UserId == id, ct);
        if (agencies > 1)
        {
            return new Failure("member_elsewhere", StatusCodes.Status422UnprocessableEntity,
                "This person works for another agency too and has to reset the password themselves.").ToProblem();
        }

        db.Record("user.password-link", "user", id);
        await db.SaveChangesAsync(ct);
        return await links.TryCreateAsync(colleague.Person, ct) is { } link
            ? TypedResults.Ok(link)
            : Failure.Unavailable("The link could not be made just now.", TimeSpan.FromSeconds(5)).ToProblem();
    }
}
