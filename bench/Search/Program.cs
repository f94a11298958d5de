using DigitalDocs.Search.Bench;

// Figures of the document index: relevance, and speed at 10,000 and 100,000 documents. Sizes may be given as arguments.
var sizes = args.Length > 0 ? Array.ConvertAll(args, int.Parse) : [10_000, 100_000];
await Relevance.RunAsync();
foreach (var size in sizes.Where(size => size > 0))
{
    await Speed.RunAsync(size);
}
