namespace DigitalDocs.Host.Demo;

/// <summary>A line of <c>demo-logins.json</c>.</summary>
internal sealed record DemoLogin(string Agency, string Email, string Password, string Role);
