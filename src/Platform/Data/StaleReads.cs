namespace DigitalDocs.Platform.Data;

public static class StaleReads
{
    /// <summary>
    /// Lets the context read from the replica from here on, where one is configured, is fresh enough and the caller did
    /// not change anything just now. For lists that may miss what others did in the last seconds.
    /// </summary>
    public static TDb AllowStale<TDb>(this TDb db)
        where TDb : ServiceDb
    {
        db.ReadFromReplica();
        return db;
    }
}
