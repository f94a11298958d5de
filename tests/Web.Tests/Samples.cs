using System.Text.Json.Nodes;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Documents;

namespace DigitalDocs.Web.Tests;

internal static class Samples
{
    public static readonly Guid DocumentId = Guid.Parse("0190aaaa-0000-7000-8000-000000000001");

    private static readonly DateTimeOffset Made = new(2026, 3, 2, 15, 4, 0, TimeSpan.Zero);

    public static DocumentDto Document(params FieldValue[] fields) => new(
        DocumentId,
        "CD.pdf",
        "application/pdf",
        162_000,
        new string('a', 64),
        "ready",
        null,
        1,
        5,
        null,
        [],
        new DocumentClass("closingDisclosure", null, 0.98, "ai", new ClassGuess("loanEstimate", 0.01)),
        "A closing disclosure.",
        fields,
        [],
        Made,
        new PersonRef(Guid.Parse("0190aaaa-0000-7000-8000-000000000002"), "Dana Ortiz"),
        ["view", "download", "edit", "share"]);

    public static DocumentItem Item(string name, string status = "ready", string? reason = null) => new(
        DocumentId, name, "application/pdf", 1_500_000, status, reason, 1, 3, null, [], "deed", 0.9, Made,
        new PersonRef(Guid.Empty, "Dana Ortiz"));

    public static FieldValue Money(string name, string amount, int page) => new(
        name,
        FieldTypes.Money,
        new JsonObject { ["amount"] = amount, ["currency"] = "USD" },
        "$" + amount,
        0.97,
        "ai",
        "local/1",
        [new Evidence(page, "$" + amount, [0.1, 0.2, 0.3, 0.02])]);

    public static FieldValue Party(string party, string role) => new(
        "party", FieldTypes.Party, new JsonObject { ["name"] = party, ["role"] = role }, party, 0.9, "ai", "local/1", []);
}
