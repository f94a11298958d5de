using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Users.People;

/// <summary>An agency always keeps an administrator.</summary>
internal static class AdminRule
{
    /// <summary>
    /// A failure when nobody but this member administers the agency. Otherwise raises the agency's revision, so that of
    /// two administrators removing each other in the same moment one fails.
    /// </summary>
    public static async Task<Failure?> CheckLeavingAsync(UsersDb db, Membership leaving, CancellationToken ct)
    {
        // Before the others are counted: whoever removes one of them after this look changes the revision, too.
        var agency = await db.Agencies.FirstAsync(a => a.Id == leaving.AgencyId, ct);
        var others = await db.Memberships.AsNoTracking()
            .Where(m => m.Active && m.UserId != leaving.UserId && m.Roles.Contains("agencyAdmin"))
            .ToListAsync(ct);
        if (!others.Any(m => m.IsAdmin))
        {
            return new Failure("last_agency_admin", StatusCodes.Status422UnprocessableEntity,
                "The last administrator of an agency cannot be removed or demoted. Make somebody else one first.");
        }

        agency.Revision++;
        return null;
    }
}
