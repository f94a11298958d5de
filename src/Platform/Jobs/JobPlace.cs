namespace DigitalDocs.Platform.Jobs;

/// <summary>A job's place at its runner: free for the next one when the job ends, or has only work left that can wait.</summary>
public sealed class JobPlace(Action leave)
{
    private bool _left;

    public void Leave()
    {
        if (!Interlocked.Exchange(ref _left, true))
        {
            leave();
        }
    }
}
