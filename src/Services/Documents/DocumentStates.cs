using System.Globalization;
using System.Text.Json.Nodes;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Documents;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>A document as events tell it.</summary>
internal static class DocumentStates
{
    public static async Task<DocumentState> StateOfAsync(this DocumentsDb db, Document document, CancellationToken ct) =>
        document.State(document.TransactionId is { } id
            ? await db.Transactions.Where(transaction => transaction.Id == id).Select(t => t.Name).FirstOrDefaultAsync(ct)
            : null);

    public static DocumentState State(this Document document, string? transactionName) => new(
        document.Id,
        document.AgencyId,
        document.Revision,
        document.Version,
        document.Name,
        document.MediaType,
        document.Size,
        document.Status,
        document.StatusReason,
        document.PageCount,
        document.ClassCode,
        document.Tags,
        document.TransactionId,
        transactionName,
        document.GrantSetId,
        document.OwnerId,
        document.OwnerName,
        document.CreatedAt,
        document.TextBlob,
        [.. document.Fields.Select(field => new FieldText(field.Name, field.Type, Words(field)))]);

    private static string Words(FieldValue field) => field.Value switch
    {
        JsonObject value => field.Type switch
        {
            FieldTypes.Money => $"{value["amount"]}",
            FieldTypes.Party => $"{value["name"]}",
            FieldTypes.Address when value["formatted"] is { } formatted => $"{formatted}",
            _ => string.Join(' ', value.Select(member => member.Value?.ToString()).Where(text => text is { Length: > 0 })),
        },
        { } value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        null => field.Raw ?? "",
    };
}
