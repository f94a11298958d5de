using System.Text.Json.Nodes;
using DigitalDocs.Platform.Composition;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace DigitalDocs.Platform.Http.Description;

/// <summary>
/// OpenAPI 3.1 of the routes of this process: <c>/openapi/v1.json</c> for all, <c>/openapi/{service}.json</c> for one.
/// What every operation has in common (its permission, its refusals, headers, bounds, examples) is added here, so that a
/// route says only what is its own.
/// </summary>
internal static class ApiDescription
{
    public const string Whole = "v1";
    private const string Bearer = "bearer";

    public static void AddApiDescription(this IServiceCollection services, ServiceCatalogue catalogue)
    {
        services.AddOpenApi(Whole, options =>
        {
            options.ShouldInclude = _ => true;
            Describe(options);
        });
        foreach (var service in catalogue.Hosted)
        {
            services.AddOpenApi(service.Name, options =>
            {
                options.ShouldInclude = route => route.ActionDescriptor.EndpointMetadata.OfType<ServiceOwner>()
                    .LastOrDefault()?.Service == service.Name;
                Describe(options);
            });
        }
    }

    private static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Introduce(document);
            SharedAnswers.AddTo(document);
            SchemaBounds.AddTo(document);
            Examples.AddTo(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<NeededPermission>().FirstOrDefault() is { } needed)
            {
                operation.Description = $"{operation.Description} Needs the permission `{needed.Permission}`.".Trim();
                operation.Security =
                    [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
            }
            else
            {
                operation.Description = $"{operation.Description} Open without sign-in.".Trim();
                operation.Security = [];
            }

            if (HttpMethods.IsHead(context.Description.HttpMethod ?? "") && metadata.OfType<IHttpMethodMetadata>().Any(m => m.HttpMethods.Count > 1))
            {
                // One route answers GET and HEAD; each operation needs an id of its own.
                operation.OperationId += "Head";
            }

            if (metadata.OfType<ApiExample>().FirstOrDefault() is { } example)
            {
                foreach (var content in operation.RequestBody?.Content?.Values ?? [])
                {
                    content.Example = JsonNode.Parse(example.Request);
                }
            }

            SharedAnswers.AddTo(operation, context, metadata);
            return Task.CompletedTask;
        });
    }

    private static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Digital Docs",
            Version = "v1",
            Description = "Closing documents: upload, read, find, share. Errors are problem+json with a stable code; "
                + "what belongs to another agency is not found. All codes: docs/errors.md.",
            Contact = new OpenApiContact { Name = "The administrator of this installation" },
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers =
        [
            new OpenApiServer
            {
                Url = "/",
                Description = "This installation, production or local.",
                Extensions = new Dictionary<string, IOpenApiExtension> { ["x-internal"] = new JsonNodeExtension(false) },
            },
        ];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Bearer,
                BearerFormat = "JWT",
                Description = "An access token of POST /api/v1/auth/login: a JWT (RFC 7519, used as RFC8725 asks), ES256, 15 minutes.",
            },
        };
        document.Tags = new HashSet<OpenApiTag>(
            (document.Tags ?? new HashSet<OpenApiTag>()).Select(tag => new OpenApiTag { Name = tag.Name, Description = $"The {tag.Name} service." }));
    }
}
