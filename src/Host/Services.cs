using DigitalDocs.Ai;
using DigitalDocs.Auth;
using DigitalDocs.Authorization;
using DigitalDocs.Documents;
using DigitalDocs.Gateway;
using DigitalDocs.Ocr;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Search;
using DigitalDocs.Storage;
using DigitalDocs.Users;

namespace DigitalDocs.Host;

/// <summary>The services this binary can host, with the paths that each answers.</summary>
internal static class Services
{
    public static readonly IReadOnlyList<ServiceEntry> All =
    [
        ServiceEntry.Of<AuthorizationService>("authorization"),
        ServiceEntry.Of<AuthService>("auth", "/.well-known"),
        ServiceEntry.Of<UsersService>("users", "agencies", "memberships"),
        ServiceEntry.Of<DocumentsService>("documents", "transactions", "trash", "/s"),
        ServiceEntry.Of<StorageService>("storage", "uploads"),
        ServiceEntry.Of<OcrService>("ocr"),
        ServiceEntry.Of<AiService>("ai"),
        ServiceEntry.Of<SearchService>("search"),
        ServiceEntry.Of<GatewayService>(),
    ];
}
