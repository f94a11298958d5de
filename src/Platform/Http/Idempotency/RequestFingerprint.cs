using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace DigitalDocs.Platform.Http.Idempotency;

/// <summary>Tells a repetition from another request under the same key.</summary>
internal static class RequestFingerprint
{
    private const int InMemory = 64 * 1024;

    /// <summary>
    /// JSON by its bytes; files by their length, because a repetition must be recognised before gigabytes are read
    /// again. A multipart boundary is chosen anew by every client and does not count.
    /// </summary>
    public static async Task<string> OfAsync(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.QueryString}\n{request.ContentLength}\n{MediaType(request)}\n"));
        if (request.HasJsonContentType())
        {
            request.EnableBuffering(InMemory);
            var buffer = new byte[InMemory];
            int read;
            while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
            {
                hash.AppendData(buffer, 0, read);
            }

            request.Body.Position = 0;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string MediaType(HttpRequest request) => request.ContentType?.Split(';')[0].Trim() ?? "";
}
