using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace DigitalDocs.Platform.Http.Description;

/// <summary>Examples of parameters, bodies and answers, made from their schemas and the trade's usual values.</summary>
internal static class Examples
{
    private const int Deepest = 7;
    private const string Id = "01932c07-29f0-7aa0-8d3e-5b6f0c1d2e3f";

    private static readonly Dictionary<string, string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["name"] = "Closing Disclosure.pdf",
        ["email"] = "ana.ruiz@example.com",
        ["password"] = "correct horse battery staple",
        ["code"] = "closingDisclosure",
        ["class"] = "closingDisclosure",
        ["status"] = "ready",
        ["mediaType"] = "application/pdf",
        ["sha256"] = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ["q"] = "\"cash to close\"",
        ["query"] = "cash to close",
        ["text"] = "Loan Amount $162,000",
        ["quote"] = "Loan Amount $162,000",
        ["raw"] = "$162,000",
        ["url"] = "https://docs.example.com/s/k3v9p2",
        ["currency"] = "USD",
        ["amount"] = "162000.00",
        ["type"] = "money",
        ["role"] = "escrowOfficer",
        ["permission"] = "documents.view",
        ["resource"] = $"document:{Id}",
        ["action"] = "documents.view",
        ["accessToken"] = "eyJhbGciOiJFUzI1NiIs…",
        ["refreshToken"] = "q0Zt…",
        ["tokenType"] = "Bearer",
        ["provider"] = "local",
        ["model"] = "1",
        ["by"] = "ai",
        ["summary"] = "A closing disclosure for a loan of $162,000.",
        ["snippet"] = "<mark>cash</mark> to <mark>close</mark>",
        ["tag"] = "signed",
        ["tags"] = "signed",
        ["kind"] = "link",
        ["address"] = "1200 Elm Street, Springfield, IL 62701",
        ["language"] = "en",
        ["cursor"] = "eyJrIjoi…",
        ["nextCursor"] = "eyJrIjoi…",
        ["facets"] = "class,month",
        ["title"] = "Purchase of 1200 Elm Street",
    };

    public static void AddTo(OpenApiDocument document)
    {
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()))
        {
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            {
                parameter.Example ??= Of(parameter.Schema, parameter.Name ?? "", 0);
            }

            if (operation.RequestBody?.Content?.TryGetValue("application/json", out var json) == true)
            {
                json.Example ??= BodyExamples.Of(operation.OperationId);
            }

            var bodies = (operation.RequestBody?.Content?.AsEnumerable() ?? [])
                .Concat(operation.Responses?.Values.OfType<OpenApiResponse>().SelectMany(response => response.Content?.AsEnumerable() ?? []) ?? []);
            foreach (var (type, media) in bodies)
            {
                media.Example ??= type.Contains("json", StringComparison.Ordinal) ? Of(media.Schema, "", 0) : null;
            }
        }
    }

    private static JsonNode? Of(IOpenApiSchema? schema, string name, int depth)
    {
        if (schema is null || depth > Deepest)
        {
            return null;
        }

        if (schema.Examples is [var own, ..])
        {
            return own.DeepClone();
        }

        if (schema.Enum is { Count: > 0 } values)
        {
            return values.FirstOrDefault(value => value is not null)?.DeepClone();
        }

        var choices = (schema.OneOf ?? []).Concat(schema.AnyOf ?? []).Concat(schema.AllOf ?? []).ToList();
        if (choices.FirstOrDefault(choice => choice.Type != JsonSchemaType.Null) is { } chosen && schema.Properties is not { Count: > 0 })
        {
            return Of(chosen, name, depth + 1);
        }

        return (schema.Type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.Object => Object(schema, depth),
            JsonSchemaType.Array => Array(schema, name, depth),
            JsonSchemaType.String => Text(schema, name),
            JsonSchemaType.Integer => JsonValue.Create(name is "limit" ? 50 : name is "status" ? 422 : 1),
            JsonSchemaType.Number => JsonValue.Create(0.97),
            JsonSchemaType.Boolean => JsonValue.Create(true),
            _ => JsonValue.Create(Texts.GetValueOrDefault(name, "162000.00")),
        };
    }

    private static JsonObject Object(IOpenApiSchema schema, int depth)
    {
        var example = new JsonObject();
        foreach (var (name, member) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            example[name] = Of(member, name, depth + 1);
        }

        if (schema.Properties is not { Count: > 0 } && schema.AdditionalProperties is { } more)
        {
            example["name"] = Of(more, "", depth + 1);
        }

        return example;
    }

    private static JsonArray Array(IOpenApiSchema schema, string name, int depth) => name is "box"
        ? [0.1, 0.2, 0.3, 0.02]
        : Of(schema.Items, name, depth + 1) is { } item ? [item] : [];

    private static JsonValue Text(IOpenApiSchema schema, string name)
    {
        var text = schema.Format switch
        {
            "uuid" => Id,
            "date-time" => "2026-03-14T15:09:26Z",
            "date" => "2026-03-14",
            "uri" => Texts["url"],
            _ => Texts.GetValueOrDefault(name) ?? (name.EndsWith("At", StringComparison.Ordinal) ? "2026-03-14T15:09:26Z" : "text"),
        };
        return JsonValue.Create(schema.MaxLength is { } most && text.Length > most ? text[..most] : text);
    }
}
