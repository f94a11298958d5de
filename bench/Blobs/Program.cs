using DigitalDocs.BlobBench;

// dotnet run -c Release --project bench/Blobs [megabytes]
var megabytes = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 512;
foreach (var row in await Measurement.RunAsync(megabytes, CancellationToken.None))
{
    Console.WriteLine($"{row.What,-60} {row.Value,10:N1} {row.Unit}");
}
