using System.Text.Json;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>Makes records of SS 12000 entities. Members that Kronobarn does not use are not looked at, as the standard allows for extension.</summary>
internal static class Ss12000Parser
{
    private const int MostInList = 1000;

    /// <summary>Null when it is an organisation without school unit code, such as a huvudman.</summary>
    public static Ss12000Organisation? Organisation(Guid id, RecordFields fields)
    {
        if (fields.TextOrBlank("schoolUnitCode", Longest.Code) is not { } code)
            return null;
        fields.Require(code.All(char.IsAsciiLetterOrDigit), "schoolUnitCode", "not a school unit code");
        var name = fields.TextOrBlank("displayName", Longest.Name) ?? code;
        var preschool = IsPreschool(fields);
        var from = fields.DateOrNull("startDate");
        var to = End(fields, from);
        return new Ss12000Organisation(
            id,
            (preschool ? "F-" : "S-") + code,
            preschool ? "preschool" : "school",
            code,
            name,
            fields.MunicipalityOrNull("municipalityCode"),
            from,
            to);
    }

    public static Ss12000Person Person(Guid id, RecordFields fields)
    {
        var number = CivicNo(fields);
        var born = fields.DateOrNull("birthDate");
        fields.Require(
            number?.BirthDate is not { } held || born is null || held == born, "birthDate", "differs from the date in the number");
        return new Ss12000Person(
            id,
            number,
            fields.TextOrBlank("givenName", Longest.Name) ?? "",
            fields.TextOrBlank("familyName", Longest.Name) ?? "",
            born,
            Municipality(fields),
            fields.WordOrNull("securityMarking", FeedWords.SecurityMarking),
            Email(fields),
            Enrolments(id, fields),
            Guardians(fields))
        {
            Status = fields.WordOrNull("personStatus", FeedWords.PersonStatus) ?? PersonStatus.Active,
        };
    }

    /// <summary>Null when it is no preschool placement.</summary>
    public static Ss12000Placement? Placement(Guid id, RecordFields fields)
    {
        if (fields.Text("schoolType", Longest.Name) is not "FS")
            return null;
        var (child, at) = (Reference(fields, "child"), Reference(fields, "placedAt"));
        var from = fields.Date("startDate");
        return new Ss12000Placement(id, child, at, from, End(fields, from));
    }

    /// <summary>Null when it is no role here.</summary>
    public static Ss12000Duty? Duty(Guid id, RecordFields fields)
    {
        if (!FeedWords.DutyRoles.TryGetValue(fields.Text("dutyRole", Longest.Name), out var role))
            return null;
        var (person, at) = (Reference(fields, "person"), Reference(fields, "dutyAt"));
        var from = fields.DateOrNull("startDate");
        return new Ss12000Duty(id, person, at, role, from, End(fields, from));
    }

    private static bool IsPreschool(RecordFields fields)
    {
        var types = fields.Raw("schoolTypes");
        var isList = types is null or { ValueKind: JsonValueKind.Array };
        fields.Require(isList, "schoolTypes", "not a list");
        var told = types is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToList() : [];
        fields.Require(told.TrueForAll(t => t.ValueKind == JsonValueKind.String), "schoolTypes", "not a list of texts");
        var onlyPreschool = told.Count > 0 && told.TrueForAll(t => t.ValueKind == JsonValueKind.String && t.ValueEquals("FS"));
        return fields.TextOrBlank("organisationType", Longest.Name) is "Förskola" || onlyPreschool;
    }

    private static IdentityNumber? CivicNo(RecordFields fields)
    {
        if (fields.ObjectOrNull("civicNo") is not { } civic)
            return null;
        var country = civic.TextOrBlank("nationality", Longest.Name);
        return country is null or "SE" ? civic.Identity("value") : null;
    }

    private static string? Municipality(RecordFields fields)
    {
        var own = fields.MunicipalityOrNull("municipalityCode");
        foreach (var address in fields.ListOrNull("addresses", MostInList) ?? [])
        {
            if (own is null && address.TextOrBlank("type", Longest.Name) is "Folkbokföring")
                own = address.MunicipalityOrNull("municipalityCode");
        }

        return own;
    }

    // The first address that is not private: staff are reached at work.
    private static string? Email(RecordFields fields)
    {
        string? best = null;
        var bestIsPrivate = false;
        foreach (var email in fields.ListOrNull("emails", MostInList) ?? [])
        {
            var value = email.TextOrBlank("value", Longest.Email);
            var isPrivate = email.TextOrBlank("type", Longest.Name) is "Privat";
            if (value is not null && (best is null || (bestIsPrivate && !isPrivate)))
                (best, bestIsPrivate) = (value, isPrivate);
        }

        return best;
    }

    private static Ss12000Enrolment[]? Enrolments(Guid person, RecordFields fields)
    {
        if (fields.ListOrNull("enrolments", MostInList) is not { } told)
            return null;

        var keys = new ContentHasher();
        var enrolments = new List<Ss12000Enrolment>(told.Count);
        foreach (var enrolment in told)
        {
            var cancelled = enrolment.Flag("cancelled");
            var form = enrolment.Text("schoolType", Longest.Name);
            if (cancelled || !FeedWords.SchoolForms.Contains(form))
                continue;
            var at = Reference(enrolment, "enroledAt");
            var from = enrolment.Date("startDate");
            Add(enrolments, new Ss12000Enrolment(Key(keys, person, at, form, from), at, string.Intern(form), from, End(enrolment, from)));
        }

        return [.. enrolments];
    }

    // The same unit, form and first day told twice is one enrolment, as long as the longer of them.
    private static void Add(List<Ss12000Enrolment> enrolments, Ss12000Enrolment next)
    {
        var same = enrolments.FindIndex(e => e.Key == next.Key);
        if (same < 0)
            enrolments.Add(next);
        else if (enrolments[same].To is { } to && (next.To is null || next.To > to))
            enrolments[same] = next;
    }

    private static Guid Key(ContentHasher keys, Guid person, Guid at, string form, DateOnly from)
    {
        keys.Add(person);
        keys.Add(at);
        keys.Add(form);
        keys.Add(from);
        return keys.FinishAsKey();
    }

    private static Guid[] Guardians(RecordFields fields)
    {
        var guardians = new List<Guid>(2);
        foreach (var responsible in fields.ListOrNull("responsibles", MostInList) ?? [])
        {
            if (responsible.TextOrBlank("relationType", Longest.Name) is not "Vårdnadshavare")
                continue;
            var person = Reference(responsible, "person");
            if (!guardians.Contains(person))
                guardians.Add(person);
        }

        return [.. guardians];
    }

    private static DateOnly? End(RecordFields fields, DateOnly? from)
    {
        var to = fields.DayAfterOrNull("endDate");
        fields.Require(to is null || from is null || to > from, "endDate", "before startDate");
        return to;
    }

    private static Guid Reference(RecordFields fields, string name)
    {
        if (fields.ObjectOrNull(name) is { } reference)
            return reference.Id("id");
        fields.Require(fields.Raw(name) is not null, name, "missing");
        return Guid.Empty;
    }
}
