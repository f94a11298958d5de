using System.Text.Json.Nodes;

namespace DigitalDocs.Platform.Http.Description;

/// <summary>Bodies that would be accepted, for operations where values made from the schema alone would not.</summary>
internal static class BodyExamples
{
    private const string Transaction = """
        {
          "name": "Purchase of 1200 Elm Street", "type": "purchase", "fileNumber": "TC-2026-01482",
          "property": { "line1": "1200 Elm Street", "line2": null, "city": "Springfield", "state": "IL", "postalCode": "62701" },
          "closingDate": "2026-04-15", "parties": [ { "id": null, "role": "buyer", "name": "Ana Ruiz", "email": "ana.ruiz@example.com" } ]
        }
        """;

    private const string Asked = """{ "documentId": "01932c07-29f0-7aa0-8d3e-5b6f0c1d2e3f" }""";
    private const string Agency = """{ "name": "Harbor Light Title", "licenceNumber": "TX-1104", "callBackNumber": "+1 512 555 0100" }""";

    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["createTransaction"] = Transaction,
        ["updateTransaction"] = Transaction,
        ["addParty"] = """{ "id": null, "role": "buyer", "name": "Ana Ruiz", "email": "ana.ruiz@example.com", "phone": "+1 512 555 0142" }""",
        ["analyzeDocument"] = Asked,
        ["extractData"] = Asked,
        ["categorizeDocument"] = Asked,
        ["summarizeDocument"] = Asked,
        ["shareDocument"] = """{ "with": { "kind": "link" }, "permissions": ["view", "download"], "expiresAt": "2036-03-14T00:00:00Z", "maxOpens": 5 }""",
        ["changeShare"] = """{ "permissions": ["view"], "maxOpens": 3 }""",
        ["updateMetadata"] = """
            {
              "name": "Closing Disclosure.pdf", "class": "closingDisclosure", "tags": ["signed"],
              "fields": [ { "name": "loanAmount", "type": "money", "values": [ { "amount": "162000.00", "currency": "USD" } ] } ]
            }
            """,
        ["searchAdvanced"] = """
            { "query": { "and": [ { "phrase": "cash to close" }, { "field": { "name": "class", "value": "closingDisclosure" } } ] }, "limit": 20 }
            """,
        ["createUser"] = """{ "name": "Ana Ruiz", "email": "ana.ruiz@example.com", "roles": ["escrowOfficer"] }""",
        ["updateUser"] = """{ "name": "Ana Ruiz", "phone": "+1 512 555 0142", "jobTitle": "Escrow officer", "timeZone": "America/Chicago", "locale": "en-US" }""",
        ["setPreferences"] = """{ "values": { "theme": "dark" } }""",
        ["setMembership"] = """{ "roles": ["escrowOfficer"] }""",
        ["createAgency"] = Agency,
        ["updateAgency"] = """{ "name": "Harbor Light Title", "licenceNumber": "TX-1104", "callBackNumber": "+1 512 555 0100", "colour": "#1a73e8" }""",
        ["signIn"] = """{ "email": "ana.ruiz@example.com", "password": "correct horse battery staple" }""",
        ["setUp"] = """
            {
              "token": "of the link", "agencyName": "Harbor Light Title", "name": "Ana Ruiz", "email": "ana.ruiz@example.com",
              "password": "correct horse battery staple"
            }
            """,
        ["startReading"] = """{ "documentId": "01932c07-29f0-7aa0-8d3e-5b6f0c1d2e3f", "version": 1, "name": "Closing Disclosure.pdf" }""",
    };

    /// <summary>Null: the schema's own values will do.</summary>
    public static JsonNode? Of(string? operation) =>
        operation is not null && Bodies.TryGetValue(operation, out var body) ? JsonNode.Parse(body) : null;
}
