using DigitalDocs.Search.Reading;

namespace DigitalDocs.Search.Querying;

/// <summary>Puts what was found in order and cuts a page out of it.</summary>
internal static class Ranking
{
    /// <summary>So many of the best are looked at closely.</summary>
    private const int Window = 100;

    /// <summary>What words next to each other add, as a part of how telling they are.</summary>
    private const float Nearness = 0.3f;

    private const int NearEnough = 8;

    public static List<Ranked> Page(Evaluator evaluator, Columns columns, Bits found, SearchQuery query, int limit)
    {
        if (query.Order != SearchOrder.Relevance || evaluator.Terms.Count == 0)
        {
            var sign = query.Order == SearchOrder.Oldest ? -1 : 1;
            var created = columns.Created.ToArray();
            return Best(found, ordinal => sign * (double)created[ordinal], query.After, limit);
        }

        var scores = evaluator.Scores.ToArray();
        var window = Best(found, ordinal => scores[ordinal], null, Window);
        if (evaluator.Terms.Count > 1)
        {
            var close = new Bits(columns.Count);
            window.ForEach(ranked => close.Add(ranked.Ordinal));
            AddNearness(evaluator, close, scores);
        }

        return Best(found, ordinal => scores[ordinal], query.After, limit);
    }

    private static List<Ranked> Best(Bits found, Func<int, double> key, SearchPosition? after, int limit)
    {
        var best = new PriorityQueue<Ranked, Ranked>(limit + 1, Ranked.WorstFirst);
        foreach (var ordinal in found)
        {
            var ranked = new Ranked(ordinal, key(ordinal));
            if ((after is null || Ranked.WorstFirst.Compare(ranked, new Ranked(after.Ordinal, after.Key)) < 0)
                && (best.Count < limit || Ranked.WorstFirst.Compare(best.Peek(), ranked) < 0))
            {
                best.Enqueue(ranked, ranked);
                if (best.Count > limit)
                {
                    best.Dequeue();
                }
            }
        }

        var list = best.UnorderedItems.Select(item => item.Element).ToList();
        list.Sort((a, b) => Ranked.WorstFirst.Compare(b, a));
        return list;
    }

    /// <summary>Words that follow each other in the query and stand close together in a document count more.</summary>
    private static void AddNearness(Evaluator evaluator, Bits documents, float[] scores)
    {
        List<long>? before = null;
        for (var i = 0; i < evaluator.Terms.Count; i++)
        {
            var places = evaluator.Places(evaluator.Terms[i].Steps, documents);
            if (before is not null)
            {
                var weight = Nearness * Math.Min(evaluator.Terms[i].Weight, evaluator.Terms[i - 1].Weight);
                foreach (var (ordinal, nearness) in Near(before, places))
                {
                    scores[ordinal] += weight * nearness * 2.2f / (nearness + 1.2f);
                }
            }

            before = places;
        }
    }

    /// <summary>Per document the sum over close pairs, a pair next to each other counting one.</summary>
    private static Dictionary<int, float> Near(List<long> first, List<long> second)
    {
        var near = new Dictionary<int, float>();
        var from = 0;
        foreach (var place in first)
        {
            while (from < second.Count && second[from] < place - NearEnough)
            {
                from++;
            }

            for (var j = from; j < second.Count && second[j] <= place + NearEnough; j++)
            {
                var distance = (int)(second[j] - place);
                if (distance != 0)
                {
                    var ordinal = (int)(place >> 32);
                    near[ordinal] = near.GetValueOrDefault(ordinal)
                        + (1f / (distance > 0 ? distance * distance : distance * distance * 2));
                }
            }
        }

        return near;
    }
}

internal readonly record struct Ranked(int Ordinal, double Key)
{
    /// <summary>The newer of two that are equal is the better one.</summary>
    public static IComparer<Ranked> WorstFirst { get; } = Comparer<Ranked>.Create((a, b) =>
        a.Key.CompareTo(b.Key) is var byKey and not 0 ? byKey : a.Ordinal.CompareTo(b.Ordinal));
}
