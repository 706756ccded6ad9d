using System.Text.Json;

namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>
/// Writes the persons: every child who is or was at a preschool or school, the staff who have a duty, and the guardians of those
/// pupils whose guardians no population register has told.
/// </summary>
internal static class Ss12000Persons
{
    public static Guid IdOf(Child child) => Ids.Of("person", child.Key);

    public static Guid IdOf(Employee employee) => Ids.Of("person", employee.Id);

    private static Guid IdOf(Guardian guardian) => Ids.Of("person", guardian.Number);

    public static void Write(Utf8JsonWriter json, CountyData county)
    {
        foreach (var child in county.Children)
            if (child.Enrolments.Count > 0 || child.Placements.Count > 0)
                Pupil(json, child, county.Today);
        foreach (var employee in county.Staff.Duties)
        {
            Begin(json, IdOf(employee), employee.Number, employee.GivenName, employee.FamilyName, employee.Sex, county.Today);
            json.WriteEndObject();
        }
        foreach (var guardian in county.Children.Where(child => child.KnownBySchoolOnly).SelectMany(child => child.Guardians).Distinct())
        {
            Begin(json, IdOf(guardian), guardian.Number, guardian.GivenName, guardian.FamilyName, guardian.Sex, county.Today);
            json.WriteEndObject();
        }
    }

    private static void Pupil(Utf8JsonWriter json, Child child, DateOnly today)
    {
        Begin(json, IdOf(child), child.CurrentNumber, child.GivenName, child.FamilyName, child.Sex, today);
        json.WriteDay("birthDate", child.Birth);
        json.WriteString("securityMarking", child.Protection?.Level switch
        {
            Protection.Marked => "Sekretessmarkering",
            Protection.Hidden => "Skyddad folkbokföring",
            _ => "Ingen",
        });
        json.WriteString("personStatus", child.Death is null ? "Aktiv" : "Avliden");
        if (child.KnownBySchoolOnly)
            Unregistered(json, child);
        json.WriteStartArray("enrolments");
        foreach (var enrolment in child.Enrolments)
            Enrol(json, enrolment, today);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    private static void Unregistered(Utf8JsonWriter json, Child child)
    {
        json.WriteString("municipalityCode", child.Stays[^1].Municipality);
        json.WriteStartArray("responsibles");
        foreach (var guardian in child.Guardians)
        {
            json.WriteStartObject();
            json.WriteReference("person", IdOf(guardian));
            json.WriteString("relationType", "Vårdnadshavare");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Enrol(Utf8JsonWriter json, Enrolment enrolment, DateOnly today)
    {
        json.WriteStartObject();
        json.WriteReference("enroledAt", enrolment.Unit.SchoolId);
        json.WriteString("schoolType", enrolment.Form);
        if (enrolment.Form is "FKLASS" or "GR" or "GRS")
            json.WriteNumber("schoolYear", SchoolYear(enrolment, today));
        json.WriteOptional("educationCode", enrolment.EducationCode);
        json.WriteDay("startDate", enrolment.From);
        json.WriteLastDay(enrolment.To);
        if (enrolment.Cancelled)
            json.WriteBoolean("cancelled", value: true);
        json.WriteEndObject();
    }

    /// <summary>The school year (årskurs) that the pupil is in, or was in last at that school.</summary>
    private static int SchoolYear(Enrolment enrolment, DateOnly today)
    {
        var day = enrolment.To is { } to && to <= today ? to.AddDays(-1) : today;
        var year = Calendar.SchoolYearOf(day > enrolment.From ? day : enrolment.From) - enrolment.StartYear;
        return enrolment.Form is "FKLASS" ? 0 : Math.Clamp(year, 1, 9);
    }

    private static void Begin(Utf8JsonWriter json, Guid id, string number, string givenName, string familyName, Sex sex, DateOnly today)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteMeta(today);
        json.WriteString("givenName", givenName);
        json.WriteString("familyName", familyName);
        json.WriteStartArray("eduPersonPrincipalNames");
        // Neither a name nor a number: the name of somebody with protected identity is not to be guessed from a login.
        json.WriteStringValue($"{id.ToString("N")[..12]}@skolor.example");
        json.WriteEndArray();
        json.WriteStartObject("civicNo");
        json.WriteString("value", number);
        json.WriteEndObject();
        json.WriteString("sex", sex == Sex.Female ? "Kvinna" : "Man");
    }
}
