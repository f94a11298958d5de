using System.Text;
using MimeKit;

namespace DigitalDocs.Ocr;

internal static class MailText
{
    /// <summary>Headers a person reads, the body, and what is attached.</summary>
    public static async Task<string> ReadAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        using var message = await MimeMessage.LoadAsync(new ParserOptions { MaxMimeDepth = 32 }, file, ct);
        var text = new StringBuilder();
        Header(text, "From", message.From.ToString());
        Header(text, "To", message.To.ToString());
        Header(text, "Cc", message.Cc.ToString());
        Header(text, "Date", message.Headers[HeaderId.Date] ?? "");
        Header(text, "Subject", message.Subject ?? "");
        text.Append('\n').Append(message.TextBody ?? HtmlText.Strip(message.HtmlBody ?? "")).Append('\n');
        foreach (var attachment in message.Attachments)
        {
            Header(text, "Attachment", attachment.ContentDisposition?.FileName ?? attachment.ContentType.Name ?? attachment.ContentType.MimeType);
        }

        return text.ToString();
    }

    private static void Header(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
        {
            text.Append(name).Append(": ").Append(value.ReplaceLineEndings(" ")).Append('\n');
        }
    }
}
