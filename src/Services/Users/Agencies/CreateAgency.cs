using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Users.Agencies;

/// <summary>POST /agencies: for who runs the installation.</summary>
internal static class CreateAgency
{
    public static async Task<Results<Created<AgencyDto>, ProblemHttpResult>> HandleAsync(
        CreateAgencyRequest request, UsersDb db, PeopleAdministration people, CancellationToken ct)
    {
        var failure = new Input()
            .Text("name", request.Name, 200, required: true)
            .Text("licenceNumber", request.LicenceNumber, 100)
            .Text("callBackNumber", request.CallBackNumber, 40)
            .Failure;
        if (failure is not null)
        {
            return failure.ToProblem();
        }

        var agency = people.AddAgency(request.Name, request.LicenceNumber, request.CallBackNumber);
        db.Record("agency.created", "agency", agency.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"{Routes.Base}/agencies/{agency.Id}", agency.ToDto());
    }
}
