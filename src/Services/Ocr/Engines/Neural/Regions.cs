namespace DigitalDocs.Ocr;

/// <summary>Finds the connected regions of a probability map and the lines of text around them.</summary>
internal static class Regions
{
    private const float Threshold = 0.3f;
    private const double MinScore = 0.5;
    private const double Widening = 1.6;

    /// <summary>Boxes in the map's coordinates.</summary>
    public static List<TextBox> Find(ReadOnlySpan<float> map, int width, int height)
    {
        var mask = Mask(map, width, height);
        var boxes = new List<TextBox>();
        var stack = new Stack<int>();
        for (var start = 0; start < mask.Length; start++)
        {
            if (!mask[start])
            {
                continue;
            }

            var rows = Take(mask, width, height, start, stack);
            if (rows.Count == 0)
            {
                continue;
            }

            var box = TextBox.Around(Hull(rows));
            if (Math.Min(box.Length, box.Height) < 3 || Score(map, width, height, box) < MinScore)
            {
                continue;
            }

            box = box.Widened(Widening);
            if (Math.Min(box.Length, box.Height) >= 5)
            {
                boxes.Add(box);
            }
        }

        return boxes;
    }

    // Above the threshold, widened by a pixel to the right and below.
    private static bool[] Mask(ReadOnlySpan<float> map, int width, int height)
    {
        var mask = new bool[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = (y * width) + x;
                if (map[at] <= Threshold)
                {
                    continue;
                }

                mask[at] = true;
                mask[at + (x + 1 < width ? 1 : 0)] = true;
                mask[at + (y + 1 < height ? width : 0)] = true;
                mask[at + (x + 1 < width && y + 1 < height ? width + 1 : 0)] = true;
            }
        }

        return mask;
    }

    /// <summary>Takes a region out of the mask; its leftmost and rightmost pixel of each row are all its hull needs.</summary>
    private static Dictionary<int, (int Left, int Right)> Take(bool[] mask, int width, int height, int start, Stack<int> stack)
    {
        var rows = new Dictionary<int, (int Left, int Right)>();
        mask[start] = false;
        stack.Push(start);
        while (stack.TryPop(out var at))
        {
            var (y, x) = Math.DivRem(at, width);
            rows[y] = rows.TryGetValue(y, out var row) ? (Math.Min(row.Left, x), Math.Max(row.Right, x)) : (x, x);
            for (var ny = Math.Max(0, y - 1); ny <= Math.Min(height - 1, y + 1); ny++)
            {
                for (var nx = Math.Max(0, x - 1); nx <= Math.Min(width - 1, x + 1); nx++)
                {
                    var next = (ny * width) + nx;
                    if (mask[next])
                    {
                        mask[next] = false;
                        stack.Push(next);
                    }
                }
            }
        }

        return rows;
    }

    private static List<(double X, double Y)> Hull(Dictionary<int, (int Left, int Right)> rows)
    {
        var points = rows
            .SelectMany(row => new[] { (X: (double)row.Value.Left, Y: (double)row.Key), (X: (double)row.Value.Right, Y: (double)row.Key) })
            .Distinct().OrderBy(point => point.X).ThenBy(point => point.Y).ToList();
        if (points.Count < 3)
        {
            return points;
        }

        var hull = new List<(double X, double Y)>();
        foreach (var side in new[] { points, Enumerable.Reverse(points).ToList() })
        {
            var first = hull.Count;
            foreach (var point in side)
            {
                while (hull.Count >= first + 2 && Cross(hull[^2], hull[^1], point) <= 0)
                {
                    hull.RemoveAt(hull.Count - 1);
                }

                hull.Add(point);
            }

            hull.RemoveAt(hull.Count - 1);
        }

        return hull;
    }

    private static double Cross((double X, double Y) a, (double X, double Y) b, (double X, double Y) c) =>
        ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));

    private static double Score(ReadOnlySpan<float> map, int width, int height, TextBox box)
    {
        // A grid of samples: the mean over thousands of pixels says the same.
        const int Steps = 24;
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < Steps; i++)
        {
            for (var j = 0; j < 6; j++)
            {
                var (x, y) = box.At((i + 0.5) / Steps, (j + 0.5) / 6);
                var (column, row) = ((int)Math.Round(x), (int)Math.Round(y));
                if (column >= 0 && column < width && row >= 0 && row < height)
                {
                    sum += map[(row * width) + column];
                    count++;
                }
            }
        }

        return count == 0 ? 0 : sum / count;
    }
}
