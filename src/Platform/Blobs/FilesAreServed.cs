namespace DigitalDocs.Platform.Blobs;

/// <summary>Registered where a hosted service keeps files: without their store such a process is not ready.</summary>
internal sealed class FilesAreServed;
