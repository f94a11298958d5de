using DigitalDocs.Search.Analysis;

namespace DigitalDocs.Search.Indexing;

/// <summary>The statements of one change. The caller's transaction is around it.</summary>
internal sealed class IndexTransaction(IndexConnection connection)
{
    public void Add(Guid agencyId, SegmentBuilder segment)
    {
        var (agency, first) = Agency(agencyId);
        var isNew = false;
        for (var i = 0; i < segment.Documents.Count; i++)
        {
            isNew |= AddDocument(agency, first + i, segment.Documents[i]);
        }

        if (isNew)
        {
            WriteLists(agency, first, segment);
            Touch(agency, first + segment.Documents.Count);
        }
    }

    public void Remove(Guid agencyId, IEnumerable<RemovedDocument> removals)
    {
        var (agency, next) = Agency(agencyId);
        foreach (var removal in removals)
        {
            if (Current(agency, removal.Id) is { } current && current.Version <= removal.Version)
            {
                Drop(agency, current);
            }

            connection.Prepare(
                """
                INSERT INTO removed (agency, id, version) VALUES (?1, ?2, ?3)
                ON CONFLICT DO UPDATE SET version = max(version, excluded.version)
                """).Bind(1, agency).Bind(2, removal.Id).Bind(3, removal.Version).Run();
        }

        Touch(agency, next);
    }

    private (long Number, int NextOrdinal) Agency(Guid id)
    {
        connection.Prepare("INSERT OR IGNORE INTO agency (id) VALUES (?1)").Bind(1, id).Run();
        var row = connection.Prepare("SELECT number, next_ordinal FROM agency WHERE id = ?1").Bind(1, id);
        row.Step();
        var agency = (row.Integer(0), (int)row.Integer(1));
        row.Reset();
        return agency;
    }

    private void Touch(long agency, int nextOrdinal)
    {
        connection.Prepare("UPDATE agency SET generation = generation + 1, next_ordinal = ?2 WHERE number = ?1")
            .Bind(1, agency).Bind(2, nextOrdinal).Run();
    }

    private bool AddDocument(long agency, int ordinal, PackedDocument packed)
    {
        var document = packed.Document;
        var removed = connection.Prepare("SELECT version FROM removed WHERE agency = ?1 AND id = ?2");
        if (removed.Bind(1, agency).Bind(2, document.Id).Number() >= document.Version)
        {
            return false;
        }

        if (Current(agency, document.Id) is { } current)
        {
            if (current.Version > document.Version)
            {
                return false;
            }

            Drop(agency, current);
        }

        Insert(agency, ordinal, packed);
        return true;
    }

    private void Insert(long agency, int ordinal, PackedDocument packed)
    {
        var document = packed.Document;
        var parts = new ByteBuffer();
        foreach (var part in packed.Parts)
        {
            parts.AddNumber((uint)part.Page);
            parts.AddNumber((uint)part.Start);
        }

        connection.Prepare(
            """
            INSERT INTO document (agency, ordinal, id, version, grant_set, class, transaction_id, created, length, name,
                tags, meta, addresses, parts, owner)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
            """)
            .Bind(1, agency).Bind(2, ordinal).Bind(3, document.Id).Bind(4, document.Version).Bind(5, document.GrantSetId)
            .Bind(6, document.Class).Bind(7, document.TransactionId).Bind(8, document.CreatedAt.ToUnixTimeMilliseconds())
            .Bind(9, packed.Length).Bind(10, document.Name)
            .Bind(11, document.Tags.Count == 0 ? null : string.Join('\n', document.Tags))
            .Bind(12, packed.Meta.Length == 0 ? null : packed.Meta)
            .Bind(13, packed.Addresses.Length == 0 ? null : packed.Addresses).Bind(14, parts.Span)
            .Bind(15, document.OwnerId).Run();

        var key = connection.Prepare("SELECT last_insert_rowid()").Number()!.Value;
        for (var i = 0; i < packed.Parts.Count; i++)
        {
            connection.Prepare("INSERT INTO part (key, text) VALUES (?1, ?2)")
                .Bind(1, PartKey(key, i)).Bind(2, packed.Parts[i].Text).Run();
        }

        foreach (var (name, place, value) in packed.FieldValues())
        {
            var field = connection.Prepare("INSERT INTO field (agency, ordinal, name, place, value) VALUES (?1, ?2, ?3, ?4, ?5)")
                .Bind(1, agency).Bind(2, ordinal).Bind(3, name).Bind(4, place);
            (value is { } number ? field.Bind(5, number) : field.Bind(5, (string?)null)).Run();
        }
    }

    /// <summary>The key of a piece of text: those of a document lie side by side.</summary>
    public static long PartKey(long document, int part) => document << 20 | (uint)part;

    private (long Key, int Ordinal, long Version)? Current(long agency, Guid id)
    {
        var row = connection.Prepare("SELECT key, ordinal, version FROM document WHERE agency = ?1 AND id = ?2")
            .Bind(1, agency).Bind(2, id);
        (long, int, long)? current = row.Step() ? (row.Integer(0), (int)row.Integer(1), row.Integer(2)) : null;
        row.Reset();
        return current;
    }

    private void Drop(long agency, (long Key, int Ordinal, long Version) document)
    {
        connection.Prepare("DELETE FROM part WHERE key >= ?1 AND key < ?2")
            .Bind(1, PartKey(document.Key, 0)).Bind(2, PartKey(document.Key + 1, 0)).Run();
        connection.Prepare("DELETE FROM field WHERE agency = ?1 AND ordinal = ?2")
            .Bind(1, agency).Bind(2, document.Ordinal).Run();
        connection.Prepare("DELETE FROM document WHERE key = ?1").Bind(1, document.Key).Run();
        connection.Prepare("INSERT INTO tombstone (agency, ordinal) VALUES (?1, ?2)")
            .Bind(1, agency).Bind(2, document.Ordinal).Run();
    }

    private void WriteLists(long agency, int first, SegmentBuilder segment)
    {
        connection.Prepare("INSERT INTO segment (agency, state, level, first) VALUES (?1, ?2, ?3, ?4)")
            .Bind(1, agency).Bind(2, SegmentState.Live).Bind(3, SegmentState.LevelOf(segment.Documents.Count))
            .Bind(4, first).Run();
        var id = connection.Prepare("SELECT last_insert_rowid()").Number()!.Value;
        var insert = connection.Prepare("INSERT INTO posting (segment, term, docs, positions) VALUES (?1, ?2, ?3, ?4)");
        var word = connection.Prepare(
            """
            INSERT INTO vocabulary (agency, word, documents) VALUES (?1, ?2, ?3)
            ON CONFLICT DO UPDATE SET documents = documents + excluded.documents
            """);
        var docs = new ByteBuffer();
        foreach (var (key, list) in segment.Lists())
        {
            insert.Bind(1, id).Bind(2, key).Bind(3, list.Documents(first, ref docs)).Bind(4, list.Positions).Run();
            if (Spelling.IsWord(key))
            {
                word.Bind(1, agency).Bind(2, key).Bind(3, list.Count).Run();
            }
        }
    }
}

internal static class SegmentState
{
    public const int Building = 0;
    public const int Live = 1;
    public const int Dropped = 2;

    /// <summary>How many segments of a level become one of the next.</summary>
    public const int Width = 8;

    public static int LevelOf(int documents) => (int)Math.Log(Math.Max(1, documents), Width);
}
