using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace DigitalDocs.Platform.Http;

/// <summary>OpenAPI 3.1 of the routes of this process: <c>/openapi/v1.json</c>.</summary>
internal static class ApiDescription
{
    private const string Bearer = "bearer";

    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "Digital Docs",
                    Version = "v1",
                    Description = "Closing documents: upload, read, find, share. Errors are problem+json with a stable code.",
                };
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer, BearerFormat = "JWT" },
                };
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) =>
            {
                if (context.Description.ActionDescriptor.EndpointMetadata.OfType<NeededPermission>().FirstOrDefault()
                    is { } needed)
                {
                    operation.Description = $"{operation.Description} Needs the permission `{needed.Permission}`.".Trim();
                    operation.Security =
                        [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
                }

                foreach (var content in operation.RequestBody?.Content?.Values ?? [])
                {
                    content.Example = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiExample>()
                        .Select(example => JsonNode.Parse(example.Request)).FirstOrDefault();
                }

                return Task.CompletedTask;
            });
        });
}
