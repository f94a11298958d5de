using System.Net;
using Microsoft.AspNetCore.Http;

namespace DigitalDocs.Auth.Sessions;

/// <summary>
/// The browser's refresh token: out of reach of scripts and of other sites. Browsers refuse the <c>__Host-</c> name
/// without TLS, so that plain http on this machine has a plain name.
/// </summary>
internal static class RefreshCookie
{
    public const string Secure = "__Host-dd_refresh";

    public const string Loopback = "dd_refresh";

    public static string? Read(HttpContext http) => http.Request.Cookies[NameFor(http)];

    public static void Write(HttpContext http, string token, DateTimeOffset expires) =>
        http.Response.Cookies.Append(NameFor(http), token, Options(http, expires));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(NameFor(http), Options(http, null));

    private static string NameFor(HttpContext http) => IsPlainLoopback(http) ? Loopback : Secure;

    private static CookieOptions Options(HttpContext http, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        Secure = !IsPlainLoopback(http),
        SameSite = SameSiteMode.Strict,
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };

    private static bool IsPlainLoopback(HttpContext http) =>
        !http.Request.IsHttps
        && (http.Request.Host.Host is "localhost"
            || (IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
