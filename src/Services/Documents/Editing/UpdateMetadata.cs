using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>A person's word on name, class, tags, fields and closing file: it wins over the AI for ever.</summary>
internal static class UpdateMetadata
{
    private const int MostFields = 200;

    public static async Task<Results<Ok<DocumentDto>, ProblemHttpResult>> HandleAsync(
        Guid id, MetadataRequest request, HttpContext context, DocumentsDb db, Caller caller, CancellationToken ct)
    {
        if (await db.FindVisibleAsync(id, caller, ct) is not { } document)
        {
            return Failure.NotFound("document", id).ToProblem();
        }

        if (!caller.May(Permissions.DocumentsEdit, document))
        {
            return (await db.DenyAsync(document, Permissions.DocumentsEdit, ct)).ToProblem();
        }

        if ((Etag.CheckIfMatch(context, document.Revision)
            ?? Apply(document, request)
            ?? await MoveAsync(document, request.TransactionId, db, caller, ct)) is { } failure)
        {
            return failure.ToProblem();
        }

        document.Touch();
        db.Record("document.edited", "document", id, details: Changed(request));
        db.Publish(new DocumentMetadataChanged(id, document.AgencyId, await db.StateOfAsync(document, ct)));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Failure.PreconditionFailed().ToProblem();
        }

        Etag.Set(context, document.Revision);
        return TypedResults.Ok(document.ToDto(caller));
    }

    private static Failure? Apply(Document document, MetadataRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.Name is { } name)
        {
            Expect("name", !string.IsNullOrWhiteSpace(name) && name.Length <= FileName.Longest, "1 to 255 characters.");
            document.Rename(FileName.Clean(name));
        }

        if (request.Class is { } code)
        {
            Expect("class", ClassCodes.All.Contains(code), "This class is not known.");
            document.ClassifyByPerson(code);
        }

        if (request.Tags is { } tags)
        {
            var clean = DocumentTags.Check(tags, out var error);
            Expect("tags", error is null, error ?? "");
            document.Tag(clean);
        }

        Expect("fields", request.Fields is null or { Count: <= MostFields }, $"At most {MostFields} fields.");
        foreach (var edit in (request.Fields ?? []).Take(MostFields))
        {
            var values = FieldCheck.Read(edit, out var error);
            Expect($"fields.{edit.Name}", error is null, error ?? "");
            document.SetField(edit.Name, values);
        }

        return errors.Count == 0 ? null : Failure.Invalid(errors);

        void Expect(string member, bool holds, string message)
        {
            if (!holds)
            {
                errors[member] = [message];
            }
        }
    }

    private static async Task<Failure?> MoveAsync(
        Document document, Guid? transactionId, DocumentsDb db, Caller caller, CancellationToken ct)
    {
        if (transactionId is not { } target || target == document.TransactionId)
        {
            return null;
        }

        if (target != Guid.Empty && !await db.Transactions.VisibleTo(db, caller).AnyAsync(t => t.Id == target, ct))
        {
            return Failure.NotFound("transaction", target);
        }

        document.MoveToTransaction(target == Guid.Empty ? null : target);
        return null;
    }

    // Names of members only: values are personal data.
    private static string Changed(MetadataRequest request) => string.Join(',', new[]
    {
        request.Name is null ? null : "name",
        request.Class is null ? null : "class",
        request.Tags is null ? null : "tags",
        request.TransactionId is null ? null : "transaction",
    }.OfType<string>().Concat((request.Fields ?? []).Select(field => $"field:{field.Name}")));
}
