namespace DigitalDocs.Contracts.Documents;

/// <summary>Whether there is a document in any state, also in the trash or quarantined.</summary>
public sealed record DocumentExistence(bool Exists);
