using System.Text.Json.Nodes;

namespace DigitalDocs.Ai.Local.Values;

/// <summary>A value in a text: where its characters stand and what it is, normalised.</summary>
internal sealed record Found(int Start, int Length, JsonNode Value)
{
    public int End => Start + Length;

    public Found Shifted(int by) => this with { Start = Start + by };
}
