using System.Text.RegularExpressions;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Users.Agencies;

/// <summary>PUT /agencies/{id}.</summary>
internal static partial class UpdateAgency
{
    public static async Task<Results<Ok<AgencyDto>, ProblemHttpResult>> HandleAsync(
        Guid id, UpdateAgencyRequest request, UsersDb db, Caller caller, HttpContext http, CancellationToken ct)
    {
        if (await db.VisibleAgencyAsync(id, caller, ct) is not { } agency)
        {
            return Failure.NotFound("agency", id).ToProblem();
        }

        if ((Check(request) ?? Etag.CheckIfMatch(http, agency.Revision)) is { } failure)
        {
            return failure.ToProblem();
        }

        agency.Name = request.Name.Trim();
        agency.LicenceNumber = request.LicenceNumber;
        agency.CallBackNumber = request.CallBackNumber;
        agency.Colour = request.Colour;
        agency.Revision++;
        db.Record("agency.changed", "agency", id);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Changed by somebody else in the same moment.
            return Failure.PreconditionFailed().ToProblem();
        }

        Etag.Set(http, agency.Revision);
        return TypedResults.Ok(agency.ToDto());
    }

    private static Failure? Check(UpdateAgencyRequest request) => new Input()
        .Text("name", request.Name, 200, required: true)
        .Text("licenceNumber", request.LicenceNumber, 100)
        .Text("callBackNumber", request.CallBackNumber, 40)
        .Check("colour", request.Colour is null || Colour().IsMatch(request.Colour), "Like #1a2b3c.")
        .Failure;

    [GeneratedRegex("^#[0-9a-fA-F]{6}$", RegexOptions.NonBacktracking)]
    private static partial Regex Colour();
}
