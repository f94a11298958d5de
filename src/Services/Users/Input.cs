using System.Text.RegularExpressions;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Users;

/// <summary>Collects what is wrong with a request, field by field.</summary>
internal sealed partial class Input
{
    private readonly Dictionary<string, string[]> _errors = [];

    /// <summary>Null when all is well.</summary>
    public Failure? Failure => _errors.Count > 0 ? Platform.Http.Failure.Invalid(_errors) : null;

    public Input Text(string field, string? value, int longest, bool required = false)
    {
        if (required && string.IsNullOrWhiteSpace(value))
        {
            _errors[field] = ["This cannot be empty."];
        }
        else if (value?.Length > longest)
        {
            _errors[field] = [$"At most {longest} characters."];
        }
        else if (value is not null && value.Any(char.IsControl))
        {
            _errors[field] = ["Control characters are not allowed here."];
        }

        return this;
    }

    public Input Email(string field, string value)
    {
        if (value.Length > 254 || !EmailForm().IsMatch(value.Trim()))
        {
            _errors[field] = ["This is not an e-mail address."];
        }

        return this;
    }

    public Input Roles(string field, IReadOnlyList<string> roles)
    {
        var unknown = roles.Except(RoleNames.All).ToList();
        if (roles.Count == 0)
        {
            _errors[field] = ["At least one role."];
        }
        else if (unknown.Count > 0)
        {
            _errors[field] = [$"Known roles: {string.Join(", ", RoleNames.All)}."];
        }

        return this;
    }

    public Input Check(string field, bool ok, string message)
    {
        if (!ok)
        {
            _errors[field] = [message];
        }

        return this;
    }

    [GeneratedRegex(@"^[^@\s\p{C}]{1,64}@[^@\s\p{C}]+\.[^@\s\p{C}.]+$", RegexOptions.NonBacktracking)]
    private static partial Regex EmailForm();
}
