using DigitalDocs.BlobBench;

// dotnet run -c Release --project bench/Blobs [megabytes] [folder|s3]
// The server of the S3 figures is the one that DD_TEST_S3 names; without it only the folder is measured.
var megabytes = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 500;
var only = args.ElementAtOrDefault(1);
var figures = new List<Figure>();
if (only is null or "folder")
{
    figures.AddRange(await Measurement.RunAsync(megabytes, CancellationToken.None));
}

if (only is null or "s3" && Environment.GetEnvironmentVariable("DD_TEST_S3") is { Length: > 0 } server)
{
    figures.AddRange(await S3Measurement.RunAsync(server, megabytes, CancellationToken.None));
}

foreach (var row in figures)
{
    Console.WriteLine($"{row.What,-60} {row.Value,10:N1} {row.Unit}");
}
