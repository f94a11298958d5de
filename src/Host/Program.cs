using System.CommandLine;
using DigitalDocs.Host.Commands;
using DigitalDocs.Host.Starting;

PrivateFiles.Ensure();

var root = new RootCommand("Digital Docs: closing documents, read, found and shared safely.")
{
    RunCommand.Create(),
    MigrateCommand.Create(),
    MigrateBlobsCommand.Create(),
    CheckConfigCommand.Create(),
    PrintConfigCommand.Create(),
    ListTargetsCommand.Create(),
    VersionCommand.Create(),
    DemoCommand.Create(),
    AdminCommand.Create(),
    ReadWorkerCommand.Create(),
};

// The host ends within 20 s of SIGTERM by itself; the default of two seconds would cut it short.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
