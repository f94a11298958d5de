using Microsoft.OpenApi;

namespace DigitalDocs.Platform.Http.Description;

/// <summary>Every schema of a description, once.</summary>
internal static class SchemaWalk
{
    public static IEnumerable<OpenApiSchema> All(OpenApiDocument document)
    {
        var components = document.Components;
        var roots = (components?.Schemas?.Values ?? [])
            .Concat(components?.Headers?.Values.Select(header => header.Schema) ?? [])
            .Concat(document.Paths.Values.SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()).SelectMany(Of));
        var seen = new HashSet<OpenApiSchema>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<IOpenApiSchema?>(roots);
        while (waiting.TryPop(out var next))
        {
            if (next is not OpenApiSchema schema || !seen.Add(schema))
            {
                continue;
            }

            yield return schema;
            foreach (var inner in Inner(schema))
            {
                waiting.Push(inner);
            }
        }
    }

    private static IEnumerable<IOpenApiSchema?> Of(OpenApiOperation operation) =>
        (operation.Parameters?.Select(parameter => parameter.Schema) ?? [])
            .Concat(operation.RequestBody?.Content?.Values.Select(media => media.Schema) ?? [])
            .Concat(operation.Responses?.Values.OfType<OpenApiResponse>()
                .SelectMany(response => response.Content?.Values.Select(media => media.Schema) ?? []) ?? []);

    private static IEnumerable<IOpenApiSchema?> Inner(OpenApiSchema schema) =>
        (schema.Properties?.Values ?? Enumerable.Empty<IOpenApiSchema?>())
            .Append(schema.Items).Append(schema.AdditionalProperties)
            .Concat(schema.OneOf ?? []).Concat(schema.AnyOf ?? []).Concat(schema.AllOf ?? []);
}
