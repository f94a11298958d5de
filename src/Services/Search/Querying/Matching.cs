namespace DigitalDocs.Search.Querying;

/// <summary>Something a query looked for and that counts: the lists it was found in, for ranking and for snippets.</summary>
/// <param name="Steps">For a word one step, for a phrase one per word: the keys of the lists of its forms.</param>
/// <param name="Weight">How telling it is.</param>
internal sealed record MatchedTerm(IReadOnlyList<IReadOnlyList<string>> Steps, float Weight);
