using System.Diagnostics.CodeAnalysis;
using DigitalDocs.Contracts.Http;

namespace DigitalDocs.Web.Api;

/// <summary>What the server said: a value, or a problem that a person can be told.</summary>
public sealed record Answer<T>(T? Value, Problem? Problem, string? ETag = null)
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;
}

/// <summary>For answers without a body.</summary>
public sealed record Nothing
{
    public static readonly Nothing Value = new();
}
