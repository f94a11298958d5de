using System.Collections.Frozen;

namespace DigitalDocs.Search.Indexing;

/// <summary>Names that queries know beside the fields of the documents.</summary>
internal static class FieldNames
{
    public const string Name = "name";
    public const string Text = "text";
    public const string Class = "class";
    public const string Tag = "tag";
    public const string Date = "date";
    public const string Amount = "amount";

    /// <summary>What every document has.</summary>
    public static readonly IReadOnlyList<string> BuiltIn = [Name, Text, Class, Tag, Date, Amount];

    /// <summary>Fields of the classes' schemas: known before the first document has one.</summary>
    public static readonly FrozenSet<string> OfClasses = (
        "party agreementDate effectiveDate expirationDate term governingLaw premises monthlyRent securityDeposit " +
        "propertyAddress purchasePrice earnestMoney closingDate principal interestRate maturityDate grantor grantee " +
        "recordingNumber recordingDate county state parcelId legalDescription consideration executionDate loanAmount " +
        "trustee lender borrower seller salePrice monthlyPrincipalAndInterest disbursementDate dateIssued loanId loanTerm " +
        "cashToClose closingCosts buyer settlementDate totalDueFromBuyer totalDueToSeller fileNumber commitmentNumber " +
        "policyNumber proposedInsured policyAmount underwriter appraisedValue appraiser taxpayerName businessName taxId " +
        "address taxYear payerName merchant total invoiceNumber dueDate accountHolder bank accountNumber periodStart " +
        "periodEnd openingBalance closingBalance employee employer payDate grossPay netPay insured insurer premium " +
        "beneficiary routingNumber").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
