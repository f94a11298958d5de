using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Web.Pages.Documents;

/// <summary>The place on a page that is lit up, and the value that was read there.</summary>
public sealed record LitPlace(FieldValue Field, Evidence Place);
