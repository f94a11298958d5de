namespace DigitalDocs.Contracts.Ai;

/// <summary>What the AI is to look at: exactly one of a document and a text.</summary>
/// <param name="DocumentId">A document that the caller may see; its current version as it was read.</param>
/// <param name="Text">Plain text, pages parted by form feeds; values of it have quotes but no boxes.</param>
/// <param name="Class">Its class where that is known.</param>
public sealed record AskAi(Guid? DocumentId = null, string? Text = null, string? Class = null);

/// <summary>One call: who asked what of which document, who answered, and how it went.</summary>
/// <param name="Purpose"><c>document</c> (every upload), <c>analyze</c>, <c>extract</c>, <c>categorize</c>, <c>summarize</c>.</param>
/// <param name="TextSha256">Of the words that were looked at.</param>
/// <param name="Outcome"><c>ok</c>; <c>fallback:reason</c> when another provider should have answered; <c>failed:reason</c>.</param>
public sealed record AiCallDto(
    Guid Id,
    DateTimeOffset At,
    string Actor,
    string Purpose,
    Guid? DocumentId,
    int? Version,
    string TextSha256,
    string Provider,
    string Model,
    int Milliseconds,
    long? InputTokens,
    long? OutputTokens,
    string Outcome);

/// <summary>The taxonomy with what is read of each class.</summary>
public sealed record TaxonomyDto(IReadOnlyList<TaxonomyClass> Classes);

public sealed record TaxonomyClass(string Code, IReadOnlyList<string> Subclasses, IReadOnlyList<TaxonomyField> Fields);

public sealed record TaxonomyField(string Name, string Type, bool Repeats);
