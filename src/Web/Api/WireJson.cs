using System.Text.Json.Serialization;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Messaging;
using DigitalDocs.Contracts.Search;
using DigitalDocs.Contracts.Users;

namespace DigitalDocs.Web.Api;

/// <summary>Reads and writes the wire shapes without reflection: quicker to start, safe to trim.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(MeAnswer))]
[JsonSerializable(typeof(SetupRequest))]
[JsonSerializable(typeof(SetPasswordRequest))]
[JsonSerializable(typeof(StreamMessage))]
[JsonSerializable(typeof(UploadAnswer))]
[JsonSerializable(typeof(DocumentDto))]
[JsonSerializable(typeof(Page<DocumentItem>))]
[JsonSerializable(typeof(MetadataRequest))]
[JsonSerializable(typeof(PageWordsDto))]
[JsonSerializable(typeof(Page<VersionDto>))]
[JsonSerializable(typeof(Page<AuditEntryDto>))]
[JsonSerializable(typeof(ShareRequest))]
[JsonSerializable(typeof(ShareDto))]
[JsonSerializable(typeof(Page<ShareDto>))]
[JsonSerializable(typeof(TransactionDto))]
[JsonSerializable(typeof(Page<TransactionDto>))]
[JsonSerializable(typeof(TransactionFileDto))]
[JsonSerializable(typeof(TransactionRequest))]
[JsonSerializable(typeof(Page<UserDto>))]
[JsonSerializable(typeof(CreateUserRequest))]
[JsonSerializable(typeof(CreatedUserAnswer))]
[JsonSerializable(typeof(SetMembershipRequest))]
[JsonSerializable(typeof(MembershipDto))]
[JsonSerializable(typeof(PasswordLinkAnswer))]
[JsonSerializable(typeof(IReadOnlyList<RoleDto>))]
[JsonSerializable(typeof(SearchAnswer))]
[JsonSerializable(typeof(SuggestionsAnswer))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
[JsonSerializable(typeof(DeadLetterCounts))]
[JsonSerializable(typeof(DeadLetterPage))]
[JsonSerializable(typeof(DeadLetterDto))]
[JsonSerializable(typeof(DeadLetterReplayDto))]
[JsonSerializable(typeof(ReplayDeadLetterRequest))]
[JsonSerializable(typeof(ReplayDeadLettersRequest))]
[JsonSerializable(typeof(DiscardDeadLetterRequest))]
internal sealed partial class WireJson : JsonSerializerContext;
