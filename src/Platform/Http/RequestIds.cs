using Microsoft.AspNetCore.Http;

namespace DigitalDocs.Platform.Http;

/// <summary>Echoes the client's X-Request-Id, or gives the request one.</summary>
internal sealed class RequestIds(RequestDelegate next)
{
    private const string Header = "X-Request-Id";
    private const int Longest = 100;

    public Task InvokeAsync(HttpContext context)
    {
        var sent = context.Request.Headers[Header].ToString();
        if (sent.Length is > 0 and <= Longest && sent.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            context.TraceIdentifier = sent;
        }

        context.Response.Headers[Header] = context.TraceIdentifier;
        return next(context);
    }
}
