using System.Text.RegularExpressions;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DigitalDocs.Architecture.Tests.Walks;

/// <summary>A route of the API that people must be signed in for, as the endpoint table has it.</summary>
internal sealed partial record WalkedRoute(string Method, string Template, string Permission)
{
    /// <summary>Which thing stands behind a parameter, by the path before it. A new kind of thing is added here.</summary>
    private static readonly (string Prefix, string Kind)[] Things =
    [
        ("/documents/{id}/shares/{shareId}", "share"), ("/documents/transactions/{id}", "transaction"),
        ("/documents/{id}", "document"), ("/documents/upload/direct/{id}", "directUpload"),
        ("/transactions/{id}/parties/{partyId}", "party"), ("/transactions/{id}/members/{userId}", "user"),
        ("/transactions/{id}", "transaction"), ("/users/{id}", "user"), ("/agencies/{id}", "agency"),
        ("/memberships/{userId}", "user"), ("/auth/sessions/{id}", "session"), ("/ocr/jobs/{id}", "job"),
        ("/uploads/{id}", "upload"), ("/storage/links/{id}", "link"), ("/authorization/snapshots/{userId}", "user"),
    ];

    public bool IsInternal => Permission == Contracts.Authorization.Permissions.Internal;

    /// <summary>What is asked about a thing; OPTIONS tells what the protocol can, of nothing.</summary>
    public bool NamesThings => Method != "OPTIONS" && Template.Contains('{', StringComparison.Ordinal);

    private string NeededQuery => Template.EndsWith("/direct/{id}", StringComparison.Ordinal) ? "?name=deed.pdf" : "";

    /// <summary>A body of the right type, so that the content type is not what a call is refused for.</summary>
    public string? EmptyBody => Method is "POST" or "PUT" or "PATCH" ? "{}" : null;

    public override string ToString() => $"{Method} {Template}";

    public static IReadOnlyList<WalkedRoute> Of(IEnumerable<Endpoint> endpoints) =>
    [
        .. from endpoint in endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
           let permission = endpoint.Metadata.GetMetadata<NeededPermission>()?.Permission
           where permission is not null
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           let template = "/" + Constraint().Replace(endpoint.RoutePattern.RawText!, "{${name}}").Trim('/')
           orderby template, method
           select new WalkedRoute(method, template, permission),
    ];

    /// <summary>The path with the ids of existing things; throws for a parameter that nobody has said anything about.</summary>
    public string PathTo(IReadOnlyDictionary<string, string> ids) => Fill(kind => ids.TryGetValue(kind, out var id)
        ? id
        : throw new InvalidOperationException($"WalkedApp creates no {kind} for {this}."));

    /// <summary>The path to things that do not exist.</summary>
    public string PathToNothing() => Fill(_ => Guid.CreateVersion7().ToString());

    private string Fill(Func<string, string> idOf)
    {
        var path = Template[Platform.Http.Routes.Base.Length..];
        while (path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var at)
        {
            var end = path.IndexOf('}', at);
            var name = path[(at + 1)..end];
            var value = name is "page" or "number" ? "1" : idOf(KindOf(Template[Platform.Http.Routes.Base.Length..], name));
            path = path[..at] + value + path[(end + 1)..];
        }

        return Platform.Http.Routes.Base + path + NeededQuery;
    }

    // Failed events are of services and have no maker to ask for one here: their own suite has them.
    private string KindOf(string template, string name) => template.StartsWith("/dead-letters/", StringComparison.Ordinal)
        ? "deadLetter"
        : Things.FirstOrDefault(thing => template.StartsWith(thing.Prefix, StringComparison.Ordinal)
            && thing.Prefix.EndsWith($"{{{name}}}", StringComparison.Ordinal)) is { Kind: { } kind }
            ? kind
            : throw new InvalidOperationException($"{this}: say in {nameof(WalkedRoute)}.{nameof(Things)} which thing '{name}' is.");

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}")]
    private static partial Regex Constraint();
}
