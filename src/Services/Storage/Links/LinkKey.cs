using System.Buffers.Binary;
using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Storage.Links;

/// <summary>
/// The secret part of a link: names link, agency, document, version and end, signed. What was altered is refused without
/// asking the database; what is true may still be revoked there.
/// </summary>
internal readonly record struct LinkKey(Guid Link, Guid Agency, Guid Document, int Version, long ExpiresAt)
{
    private const string Purpose = "storage.download-link";
    private const int Size = (3 * 16) + sizeof(int) + sizeof(long);

    public static LinkKey Of(DirectLink link) =>
        new(link.Id, link.AgencyId, link.DocumentId, link.Version, link.ExpiresAt.ToUnixTimeMilliseconds());

    public string Seal(OpaqueToken tokens)
    {
        Span<byte> bytes = stackalloc byte[Size];
        Link.TryWriteBytes(bytes);
        Agency.TryWriteBytes(bytes[16..]);
        Document.TryWriteBytes(bytes[32..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes[48..], Version);
        BinaryPrimitives.WriteInt64BigEndian(bytes[52..], ExpiresAt);
        return tokens.Seal(Purpose, bytes);
    }

    /// <summary>Null for anything that <see cref="Seal"/> did not make for this link.</summary>
    public static LinkKey? Open(OpaqueToken tokens, Guid link, string? text)
    {
        if (!tokens.TryOpen(Purpose, text, out var bytes) || bytes.Length != Size)
        {
            return null;
        }

        var key = new LinkKey(
            new Guid(bytes.AsSpan(0, 16)),
            new Guid(bytes.AsSpan(16, 16)),
            new Guid(bytes.AsSpan(32, 16)),
            BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(48)),
            BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(52)));
        return key.Link == link ? key : null;
    }
}
