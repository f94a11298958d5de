using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Documents;
using DigitalDocs.Platform.Http;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Services.Tests.Documents;

public sealed class TransactionTests(DocumentsHost host) : IClassFixture<DocumentsHost>
{
    private readonly Person _agent = host.Agent();

    private static CancellationToken Ct => DocumentsHost.Ct;

    [Fact]
    public async Task A_closing_file_holds_its_property_people_and_documents()
    {
        var colleague = host.Agent(_agent.AgencyId);
        var made = await CreateAsync(colleague.UserId);
        var id = (await _agent.Client.UploadAsync(
            "deed.txt", Guid.CreateVersion7().ToByteArray(), Ct, fields: ("transactionId", made.Id.ToString()))).Id;

        var file = await _agent.Client.GetAsync<TransactionFileDto>($"api/v1/documents/transactions/{made.Id}", Ct);

        file.Transaction.Name.ShouldBe("12 Elm Street");
        file.Transaction.Property!.City.ShouldBe("Austin");
        file.Transaction.ClosingDate.ShouldBe(new DateOnly(2026, 12, 1));
        file.Transaction.Parties.Single().Email.ShouldBe("ann@buyers.example");
        file.Transaction.Members.Select(m => m.Id).ShouldBe([_agent.UserId, colleague.UserId], ignoreOrder: true);
        file.Transaction.DocumentCount.ShouldBe(1);
        file.Documents.Single().Id.ShouldBe(id!.Value);
    }

    [Fact]
    public async Task A_partys_address_is_not_stored_in_the_clear()
    {
        var made = await CreateAsync();

        var stored = await host.App.UseAsync<DocumentsDb, TransactionParty>(
            _agent.AgencyId, db => db.Parties.AsNoTracking().FirstAsync(party => party.TransactionId == made.Id, Ct));

        stored.EmailSealed.ShouldNotBeNull().ShouldNotContain("ann");
    }

    [Fact]
    public async Task A_member_sees_the_documents_of_the_closing_file_and_nobody_else_does()
    {
        var colleague = host.Agent(_agent.AgencyId);
        var made = await CreateAsync(colleague.UserId);
        var id = (await _agent.Client.UploadAsync(
            "deed.txt", Guid.CreateVersion7().ToByteArray(), Ct, fields: ("transactionId", made.Id.ToString()))).Id;
        await host.GrantAsync(
            colleague, "transaction", made.Id, Permissions.DocumentsView, Permissions.DocumentsDownload, Permissions.DocumentsEdit);

        var document = await colleague.Client.GetAsync<DocumentDto>($"api/v1/documents/{id}", Ct);
        var file = await colleague.Client.GetAsync<TransactionFileDto>($"api/v1/documents/transactions/{made.Id}", Ct);
        var stranger = await host.Agent(_agent.AgencyId).Client.GetAsync($"api/v1/transactions/{made.Id}", Ct);

        document.Permissions.ShouldBe(["view", "download", "edit"]);
        file.Documents.Count.ShouldBe(1);
        await stranger.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
    }

    [Fact]
    public async Task A_closing_file_is_changed_by_who_saw_its_last_state()
    {
        var made = await CreateAsync();
        var change = new TransactionRequest("13 Elm Street", "cash", State: "closing");

        var first = await PutAsync(made, change);
        var second = await PutAsync(made, change);
        var found = await _agent.Client.GetAsync<Page<TransactionDto>>("api/v1/transactions?q=13 elm&state=closing", Ct);

        (await first.ReadAsync<TransactionDto>(HttpStatusCode.OK, Ct)).Parties.ShouldBeEmpty();
        await second.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "changed_meanwhile", Ct);
        found.Items.Single().Id.ShouldBe(made.Id);
    }

    [Fact]
    public async Task People_come_and_go()
    {
        var made = await CreateAsync();
        var colleague = host.Agent(_agent.AgencyId);
        var path = $"api/v1/transactions/{made.Id}";

        var party = await _agent.Client.PostAsync<PartyDto>(
            path + "/parties", new PartyDto(null, "seller", "Bo"), HttpStatusCode.Created, Ct);
        (await _agent.Client.DeleteAsync($"{path}/parties/{made.Parties[0].Id}", Ct)).EnsureSuccessStatusCode();
        (await _agent.Client.PutAsync($"{path}/members/{colleague.UserId}", null, Ct)).EnsureSuccessStatusCode();
        var after = await _agent.Client.GetAsync<TransactionDto>(path, Ct);
        (await _agent.Client.DeleteAsync($"{path}/members/{colleague.UserId}", Ct)).EnsureSuccessStatusCode();
        var last = await _agent.Client.GetAsync<TransactionDto>(path, Ct);
        var nobody = await _agent.Client.PutAsync($"{path}/members/{Guid.CreateVersion7()}", null, Ct);

        after.Parties.Single().Id.ShouldBe(party.Id);
        after.Members.Count.ShouldBe(2);
        last.Members.Single().Id.ShouldBe(_agent.UserId);
        await nobody.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed", Ct);
    }

    [Fact]
    public async Task Only_an_empty_closing_file_can_be_removed()
    {
        var made = await CreateAsync();
        var id = (await _agent.Client.UploadAsync(
            "deed.txt", Guid.CreateVersion7().ToByteArray(), Ct, fields: ("transactionId", made.Id.ToString()))).Id!.Value;

        var full = await _agent.Client.DeleteAsync($"api/v1/transactions/{made.Id}", Ct);
        (await _agent.Client.PutAsync(id, new { transactionId = Guid.Empty }, Ct)).EnsureSuccessStatusCode();
        var empty = await _agent.Client.DeleteAsync($"api/v1/transactions/{made.Id}", Ct);

        await full.ShouldBeProblemAsync(HttpStatusCode.Conflict, "not_empty", Ct);
        empty.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private async Task<HttpResponseMessage> PutAsync(TransactionDto seen, TransactionRequest change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"api/v1/transactions/{seen.Id}");
        request.Content = JsonContent.Create(change, options: WireJson.Options);
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen.Revision}\"");
        return await _agent.Client.SendAsync(request, Ct);
    }

    private Task<TransactionDto> CreateAsync(params Guid[] members) => _agent.Client.PostAsync<TransactionDto>(
        "api/v1/transactions",
        new TransactionRequest(
            "12 Elm Street",
            "purchase",
            "F-1",
            null,
            new AddressDto("12 Elm Street", null, "Austin", "TX", "78701"),
            new DateOnly(2026, 12, 1),
            [new PartyDto(null, "buyer", "Ann", "ann@buyers.example", "+1 512 555 0100")],
            members),
        HttpStatusCode.Created,
        Ct);
}
