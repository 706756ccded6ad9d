using System.Globalization;
using Kronobarn.Directory.Contracts;

namespace Kronobarn.Directory.Feeds;

/// <summary>What the directory cannot hold, record by record: the first fault, or <c>null</c>.</summary>
internal static class FeedChecks
{
    public static (string Field, string Reason)? Fault(FeedStamp stamp) =>
        TooLong("id", stamp.RecordId, DirectoryRules.LongestId) ?? (stamp.Revision < 1 ? ("revision", "below 1") : null);

    public static (string Field, string Reason)? Fault(FeedUnit unit) =>
        TooLong("id", unit.UnitId, DirectoryRules.LongestUnitId)
        ?? Unknown("organisation", unit.Organisation, Organisations.All)
        ?? TooLong("name", unit.Name, DirectoryRules.LongestName)
        ?? TooLong("municipality", unit.Municipality, 4)
        ?? TooLong("hsaId", unit.HsaId, 31)
        ?? TooLong("schoolUnitCode", unit.SchoolUnitCode, 8)
        ?? TooLong("partnerKind", unit.PartnerKind, DirectoryRules.LongestWord)
        ?? Empty(unit.From, unit.To);

    public static (string Field, string Reason)? Fault(FeedDefault told) =>
        Unknown("organisation", told.Organisation, DirectoryRules.WithDefault)
        ?? TooLong("municipality", told.Municipality, 4)
        ?? Empty(told.From, told.To);

    public static (string Field, string Reason)? Fault(FeedPerson person) =>
        TooLong("id", person.PersonId, DirectoryRules.LongestId)
        ?? TooLong("name", person.Name, DirectoryRules.LongestName)
        ?? TooLong("email", person.Email, DirectoryRules.LongestEmail)
        ?? TooLong("phone", person.Phone, DirectoryRules.LongestPhone)
        ?? TooLong("hsaId", person.HsaId, 31);

    public static (string Field, string Reason)? Fault(FeedRole role) =>
        Unknown("role", role.Role, Roles.All) ?? Empty(role.From, role.To);

    public static (string Field, string Reason)? Fault(FeedContactWay way) =>
        Unknown("purpose", way.Purpose, DirectoryRules.Purposes)
        ?? TooLong("label", way.Label, DirectoryRules.LongestName)
        ?? TooLong("phone", way.Phone, DirectoryRules.LongestPhone)
        ?? TooLong("email", way.Email, DirectoryRules.LongestEmail)
        ?? TooLong("hours", way.Hours, DirectoryRules.LongestName)
        ?? TooLong("note", way.Note, DirectoryRules.LongestNote);

    private static (string, string)? TooLong(string field, string? text, int longest) =>
        text?.Length > longest ? (field, string.Create(CultureInfo.InvariantCulture, $"longer than {longest} characters")) : null;

    private static (string, string)? Unknown(string field, string word, IReadOnlyList<string> words) =>
        words.Contains(word, StringComparer.Ordinal) ? null : (field, "not a word of the list");

    private static (string, string)? Empty(DateOnly from, DateOnly? to) => to <= from ? ("to", "not later than from") : null;
}
