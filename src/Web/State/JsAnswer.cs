namespace DigitalDocs.Web.State;

/// <summary>An answer that JavaScript fetched; status 0 when the server could not be reached.</summary>
internal sealed record JsAnswer(int Status, string Body);
