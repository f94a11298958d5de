using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace DigitalDocs.Platform.Http.Description;

/// <summary>The refusals that a route can answer because of what it is, and the headers of every answer.</summary>
internal static class SharedAnswers
{
    private const string Problem = "ProblemDetails";

    private static readonly (int Status, string Name, string Code, string Says)[] Refusals =
    [
        (400, "Unreadable", "unreadable", "The request cannot be read: broken JSON, an unknown member, a wrong type, a forged cursor."),
        (401, "SignInNeeded", "sign_in_needed", "No access token, or one that is expired, tampered with or revoked."),
        (403, "Forbidden", "forbidden", "Known, but not allowed within the caller's own agency."),
        (404, "NotFound", "not_found", "It does not exist, or belongs to another agency."),
        (409, "Conflict", "conflict", "It stands against what is there, or the same Idempotency-Key is still being worked on."),
        (410, "Gone", "gone", "It was there, and is no more."),
        (412, "ChangedMeanwhile", "changed_meanwhile", "If-Match names another revision than the current one."),
        (413, "TooLarge", "too_large", "The body is larger than this route accepts."),
        (415, "UnsupportedMediaType", "unsupported_media_type", "This route does not read that content type."),
        (422, "RuleViolated", "rule_violated", "Readable, but a rule is violated; `errors` names the members."),
        (429, "TooManyRequests", "too_many_requests", "Too many requests; Retry-After says when to come back."),
        (500, "InternalError", "internal_error", "Something went wrong on our side; nothing was changed."),
        (503, "Unavailable", "unavailable", "Something needed is down or busy; Retry-After says when to come back."),
    ];

    public static void AddTo(OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> metadata)
    {
        operation.Responses ??= [];
        var said = operation.Responses.Keys.Where(status => status[0] is '4' or '5').ToList();
        foreach (var (status, name, _, _) in Refusals.Where(r => Applies(r.Status, operation, context.Description.HttpMethod, metadata)
            || said.Contains(Text(r.Status))))
        {
            operation.Responses[Text(status)] = new OpenApiResponseReference(name, context.Document);
        }

        if (!operation.Responses.Keys.Any(status => status[0] is '2' or '3'))
        {
            operation.Responses["200"] = BytesOf(operation.OperationId);
        }

        foreach (var (_, answer) in operation.Responses.Where(response => response.Key[0] is '2' or '3'))
        {
            if (answer is OpenApiResponse response)
            {
                response.Headers = Headers(context.Document!, isRefusal: false);
            }
        }
    }

    public static void AddTo(OpenApiDocument document)
    {
        var components = document.Components!;
        components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        components.Schemas[Problem] = ProblemSchema();
        components.Headers = new Dictionary<string, IOpenApiHeader>
        {
            ["RateLimit"] = Header("What is left of the limit (IETF draft).", "\"user\";r=11990;t=60"),
            ["RateLimit-Policy"] = Header("The limit that counts (IETF draft).", "\"user\";q=12000;w=60"),
            ["Retry-After"] = Header("Seconds to wait.", "5"),
            ["X-Request-Id"] = Header("The request's own id, or ours.", "0HNDJ3K8Q5V7L:00000001"),
        };
        components.Responses = Refusals.ToDictionary(r => r.Name, r => (IOpenApiResponse)new OpenApiResponse
        {
            Description = r.Says,
            Headers = Headers(document, isRefusal: r.Status is 429 or 503),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new()
                {
                    Schema = new OpenApiSchemaReference(Problem, document),
                    Example = Example(r.Status, r.Code, r.Says),
                },
            },
        });
    }

    // Answers that are no JSON have no type that the framework could describe.
    private static OpenApiResponse BytesOf(string? operation)
    {
        var type = operation switch
        {
            "getDocumentText" => "text/plain",
            "getPagePicture" or "getThumbnail" => "image/png",
            "streamEvents" => "text/event-stream",
            _ => "application/octet-stream",
        };
        var schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = type.StartsWith("text/", StringComparison.Ordinal) ? null : "binary" };
        return new OpenApiResponse
        {
            Description = "OK",
            Content = new Dictionary<string, OpenApiMediaType> { [type] = new() { Schema = schema } },
        };
    }

    private static bool Applies(int status, OpenApiOperation operation, string? method, IList<object> metadata)
    {
        var hasBody = operation.RequestBody is not null;
        var needsPermission = metadata.OfType<NeededPermission>().Any();
        var names = operation.Parameters?.Any(p => p.In == ParameterLocation.Path) == true;
        return status switch
        {
            400 => hasBody || operation.Parameters is { Count: > 0 },
            401 or 403 => needsPermission,
            404 => names,
            409 => metadata.OfType<IdempotentRoute>().Any(),
            412 => names && (HttpMethods.IsPut(method ?? "") || HttpMethods.IsPatch(method ?? "")),
            413 or 415 or 422 => hasBody,
            _ => true,
        };
    }

    private static Dictionary<string, IOpenApiHeader> Headers(OpenApiDocument document, bool isRefusal)
    {
        string[] names = isRefusal ? ["RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"] : ["RateLimit", "RateLimit-Policy", "X-Request-Id"];
        return names.ToDictionary(name => name, IOpenApiHeader (name) => new OpenApiHeaderReference(name, document));
    }

    private static OpenApiHeader Header(string says, string example) => new()
    {
        Description = says,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = JsonValue.Create(example),
    };

    private static OpenApiSchema ProblemSchema()
    {
        OpenApiSchema Member(string says) => new() { Type = JsonSchemaType.String, Description = says };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "A refusal (RFC 9457).",
            Required = new HashSet<string> { "type", "title", "status", "code", "traceId" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Member("Where the code is explained."),
                ["title"] = Member("The status in words."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
                ["detail"] = Member("For people; may change."),
                ["instance"] = Member("The path that was asked."),
                ["code"] = Member("Stable and documented; for programs."),
                ["traceId"] = Member("Helps to find what happened."),
                ["retryAfter"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "What is wrong with which member.",
                    AdditionalProperties = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        Items = new OpenApiSchema { Type = JsonSchemaType.String },
                    },
                    MaxProperties = 1_000,
                },
            },
        };
    }

    private static JsonObject Example(int status, string code, string says)
    {
        var problem = new JsonObject
        {
            ["type"] = $"https://docs.digitaldocs.example/errors#{code}",
            ["title"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = says,
            ["instance"] = "/api/v1/documents/01932c07-29f0-7aa0-8d3e-5b6f0c1d2e3f",
            ["code"] = code,
            ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
        if (status == 422)
        {
            problem["errors"] = new JsonObject { ["name"] = new JsonArray("must not be empty") };
        }

        return problem;
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
