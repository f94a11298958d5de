using CsCheck;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Documents;

namespace DigitalDocs.Services.Tests.Documents;

public sealed class DocumentRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly StoredFile File = new("a.pdf", "application/pdf", 1, "00");

    [Theory]
    [InlineData(DocumentStatus.Received, DocumentStatus.Ready)]
    [InlineData(DocumentStatus.Received, DocumentStatus.Stored)]
    [InlineData(DocumentStatus.Stored, DocumentStatus.Ready)]
    [InlineData(DocumentStatus.Scanning, DocumentStatus.Processing)]
    [InlineData(DocumentStatus.Ready, DocumentStatus.Stored)]
    public void A_move_that_leaves_something_out_is_refused(string from, string to) =>
        DocumentStatus.CanMove(from, to).ShouldBeFalse();

    [Fact]
    public void Nothing_leaves_quarantine() =>
        DocumentStatus.All.ShouldAllBe(status => !DocumentStatus.CanMove(DocumentStatus.Quarantined, status));

    [Fact]
    public void Every_other_state_has_a_way_out_and_a_way_in()
    {
        foreach (var status in DocumentStatus.All.Where(status => status != DocumentStatus.Quarantined))
        {
            DocumentStatus.All.ShouldContain(next => DocumentStatus.CanMove(status, next));
            DocumentStatus.All.ShouldContain(before => DocumentStatus.CanMove(before, status));
        }
    }

    /// <summary>Results may come late, twice and in any order: the document always ends where the last word leads.</summary>
    [Fact]
    public void Whatever_order_results_come_in_a_persons_word_stands_and_the_revision_rises()
    {
        var steps = new Action<Document>[]
        {
            document => document.AcceptText("text", 2, null, Now),
            document => document.AcceptText(null, null, "unreadable", Now),
            document => document.AcceptAnalysis(Analysis(), Now),
            document => document.NeedAttention("broken", Now),
            document => document.Retry(byPerson: true, Now),
            document => document.Retry(byPerson: false, Now),
            document => document.AddVersion(File, Now),
            document => document.Delete(Now),
            document => document.Restore(),
        };

        Gen.Int[0, steps.Length - 1].Array[0, 12].Sample(order =>
        {
            var document = Receive(File);
            document.ClassifyByPerson("deed");
            document.SetField("lender", [Value("lender", "person")]);
            foreach (var step in order)
            {
                var before = document.Revision;
                steps[step](document);
                document.Revision.ShouldBeGreaterThan(before);
                DocumentStatus.All.ShouldContain(document.Status);
            }

            document.Class!.Code.ShouldBe("deed");
            document.Fields.Single(field => field.Name == "lender").By.ShouldBe("person");
            document.AcceptAnalysis(Analysis(), Now);
            document.Status.ShouldBe(DocumentStatus.Ready);
        });
    }

    [Fact]
    public void A_file_with_malware_is_quarantined_at_once_and_takes_no_results()
    {
        var document = Receive(File with { Malware = "found" });

        document.Status.ShouldBe(DocumentStatus.Quarantined);
        Should.Throw<InvalidOperationException>(() => document.AcceptAnalysis(Analysis(), Now));
        Should.Throw<InvalidOperationException>(() => document.AddVersion(File, Now));
    }

    [Fact]
    public void The_grant_set_follows_the_closing_file()
    {
        var document = Receive(File);
        var transaction = Guid.CreateVersion7(Now);

        document.GrantSetId.ShouldBe(document.OwnerId);
        document.MoveToTransaction(transaction);
        document.GrantSetId.ShouldBe(transaction);
        document.MoveToTransaction(null);
        document.GrantSetId.ShouldBe(document.OwnerId);
    }

    [Fact]
    public void Tags_are_found_whole() =>
        Gen.String[Gen.Char.AlphaNumeric, 1, 8].Array[0, 6].Sample(tags =>
        {
            var document = Receive(File);
            document.Tag(tags);
            document.Tags.ShouldBe(tags.Distinct());
            tags.ShouldAllBe(tag => document.TagList.Contains(Document.TagPattern(tag), StringComparison.Ordinal));
            document.TagList.ShouldNotContain(Document.TagPattern("ninechars"));
        });

    private static Document Receive(StoredFile file) => Document.Receive(
        Guid.CreateVersion7(Now), Guid.CreateVersion7(Now), file, new PersonRef(Guid.CreateVersion7(Now), "Ann"), Now);

    private static DocumentAnalysis Analysis() => new(
        "local", "1", new DocumentClass("lease", null, 0.9, "ai", null), [Value("lender", "ai"), Value("borrower", "ai")],
        "A summary.", []);

    private static FieldValue Value(string name, string by) => new(name, FieldTypes.String, by, null, 1, by, null, []);
}
