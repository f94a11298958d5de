using DigitalDocs.Ocr;

return args is [ReadWorker.Command, .. var rest] ? await ReadWorker.RunAsync(rest) : 0;
