using DigitalDocs.Search.Reading;

namespace DigitalDocs.Search.Querying;

/// <summary>Where words and phrases stand, as <c>ordinal ≪ 32 | position</c>.</summary>
internal sealed class Places(Snapshot snapshot)
{
    /// <summary>The places in the given documents, ascending; of a phrase where it begins.</summary>
    public List<long> Of(IReadOnlyList<IReadOnlyList<string>> steps, Bits documents)
    {
        var places = Positions(steps[0], documents);
        for (var i = 1; i < steps.Count && places.Count > 0; i++)
        {
            places = Followed(places, Positions(steps[i], documents), i);
        }

        return places;
    }

    private List<long> Positions(IReadOnlyList<string> forms, Bits documents)
    {
        var positions = new List<long>();
        foreach (var form in forms)
        {
            snapshot.ReadPositions(form, documents, positions);
        }

        if (forms.Count > 1)
        {
            positions.Sort();
        }

        return positions;
    }

    /// <summary>The places of the first list that the second follows at a distance.</summary>
    private static List<long> Followed(List<long> first, List<long> second, int distance)
    {
        var followed = new List<long>();
        var j = 0;
        foreach (var place in first)
        {
            while (j < second.Count && second[j] < place + distance)
            {
                j++;
            }

            if (j < second.Count && second[j] == place + distance && (followed.Count == 0 || followed[^1] != place))
            {
                followed.Add(place);
            }
        }

        return followed;
    }
}
