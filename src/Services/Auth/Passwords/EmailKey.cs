using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Auth.Passwords;

/// <summary>How an address is found without being kept: a keyed hash of it.</summary>
internal sealed class EmailKey(BlindIndex index)
{
    public string Of(string email) => index.Of(AgencyKeys.Installation, "credential.email", email);
}
