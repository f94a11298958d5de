using DigitalDocs.Ocr;
using DigitalDocs.Ocr.Bench;

return args switch
{
    [ReadWorker.Command, .. var rest] => await ReadWorker.RunAsync(rest),
    ["read", var file] => await ReadCommand.RunAsync(file),
    ["all", var folder, .. var rest] => await AllCommand.RunAsync(folder, rest.FirstOrDefault() ?? ""),
    ["speed", var data] => await SpeedCommand.RunAsync(data),
    ["accuracy", var data] => await AccuracyCommand.RunAsync(data),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("read FILE | all FOLDER [FILTER] | speed DATA | accuracy DATA      (engine: DD_OCR_ENGINE)");
    return 1;
}
