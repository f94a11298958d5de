using System.Collections.Frozen;

namespace DigitalDocs.Search.Analysis;

/// <summary>Words that say nothing of a document. They are indexed, so that phrases hold them, but not asked for.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> Words = (
        "a about all also am an and any are as at be because been being but by can could did do does doing for from had " +
        "has have having he her here him his how i if in into is it its itself just me more most my no nor not of off on " +
        "only or other our out over own same she should so some such than that the their them then there these they this " +
        "those through to too under until up very was we were what when where which while who whom why will with would " +
        "you your").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string word) => Words.Contains(word);
}
