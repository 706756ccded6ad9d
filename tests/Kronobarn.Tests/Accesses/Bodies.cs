using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kronobarn.Tests.Accesses;

/// <summary>
/// Makes a body that a validator lets through, from the type alone: what may be left out is left out, a day is tomorrow, a text is a sentence. Words that a rule chooses
/// from are told here, by the operation or by the member's name; a new slice needs a line only where its words are its own.
/// </summary>
internal static class Bodies
{
    private const string Sentence = "En mening som är lång nog för vad som helst.";

    private const string Meeting = """{"purpose":"Ett möte om skolgången.","startsAt":"2026-04-10T12:00:00Z","endsAt":"2026-04-10T13:00:00Z","units":[],"guardians":[],"isChildInvited":true,"place":"Rum 2"}""";

    private static readonly Dictionary<string, string> ByMember = new(StringComparer.Ordinal)
    {
        ["identityNumber"] = "\"201901302388\"",
        ["motherNumber"] = "\"198501032380\"",
        ["municipality"] = "\"0780\"",
        ["organisation"] = "\"school\"",
        ["unitId"] = "\"S-0761-2\"",
        ["personId"] = "\"{named}\"",
        ["method"] = "\"chance\"",
        ["role"] = "\"rektor\"",
        ["kind"] = "\"child\"",
        ["name"] = "\"Namn\"",
        ["listing"] = "\"none\"",
        ["placement"] = "\"none\"",
        ["enrolment"] = "\"none\"",
        ["verdict"] = "\"fine\"",
        ["to"] = "\"2026-03-20\"",
        ["dueDate"] = "\"2026-08-01\"",
        ["size"] = "5",
    };

    private static readonly Dictionary<string, string> ByOperation = new(StringComparer.Ordinal)
    {
        ["RaiseConcern"] = """{"harm":false,"about":{"kind":"child","identityNumber":"201901302388"},"text":"Oroad för barnet.","spokes":[]}""",
        ["CloseConcern"] = """{"outcome":"no-need","reason":"Familjen har stöd sedan tidigare."}""",
        ["EnrolPupil"] = """{"identityNumber":"201901302388","form":"GR","from":"2026-03-03"}""",
        ["ListChild"] = """{"identityNumber":"201901302388","from":"2026-03-03"}""",
        ["DelegateWork"] = """{"task":"Sköta inkorgen","from":"2026-03-03","to":"2026-03-10","toTeam":"Laget"}""",
        ["DelegateToStudentHealthTeam"] = """{"task":"Sköta inkorgen","from":"2026-03-03","to":"2026-03-10","toTeam":"Laget"}""",
        ["SetContactWay"] = """{"purpose":"advice","label":"Råd","phone":"0470-000000"}""",
        ["RegisterPerson"] = """{"personId":"{fresh}","name":"Namn"}""",
        ["RegisterUnit"] = """{"unitId":"{fresh}","organisation":"school","name":"Ny skola","from":"2026-03-03"}""",
        ["RecordContactAttempt"] = """{"how":"phone","at":"2026-03-01T10:00:00Z","outcome":"reached"}""",
        ["OfferMeasure"] = """{"what":"Praktik","from":"2026-03-03","status":"offered"}""",
        ["DecideCase"] = """{"kind":"no-need","motivation":"Familjen har stöd sedan tidigare."}""",
        ["OfferHandOver"] = """{"toUnitId":"S-0761-2","message":"Kan ni ta över?","checklist":[],"takes":{"concern":true,"analysis":false,"decision":false},"ground":"osl-10-28"}""",
        ["AskSource"] = """{"question":"Hur är det i klassen?","ground":"own-organisation","words":"Läraren"}""",
        ["CloseCase"] = """{"outcome":"Det har blivit bra.","feedback":"no-need"}""",
        ["EndMeasure"] = """{"outcome":"done","text":"Det gick bra."}""",
        ["RecordCaseEvent"] = """{"on":"2026-03-01","text":"Hände på rasten."}""",
        ["RecordSourceAnswer"] = """{"on":"2026-03-01","text":"Så här är det."}""",
        ["SaveAnalysis"] = """{"basedOn":0,"views":[{"spoke":"safe","voice":"child","strengths":"Känner sig trygg."}],"summary":"I det stora hela bra."}""",
        ["AssessProtection"] = """{"needsProtectionNow":false,"reasons":"Barnet är tryggt hos mormor."}""",
        ["DecideReport"] = """{"kind":"no-investigation","reasons":"Familjen har stöd sedan tidigare."}""",
        ["PassReport"] = """{"unitId":"SOC-0761-1","reason":"Familjen bor i er kommun."}""",
        ["HandOverReport"] = """{"ground":"own-task","reason":"Det behövs för vår egen uppgift.","text":"Skolan bör följa närvaron."}""",
        ["AskConsent"] = """{"purpose":"Ett möte om skolgången.","until":"2026-06-01","lines":[{"from":["S-0761-2"],"to":["F-0761-2"],"categories":["contact"]}]}""",
        ["NoteConsentAnswer"] = """{"answer":"withdrawn","how":"spoken"}""",
        ["AnswerMyConsent"] = """{"answer":"given"}""",
        ["JudgeMaturity"] = """{"word":"asked","reasons":"Förstår vad frågan gäller."}""",
        ["RecordOtherGround"] = """{"kind":"osl-10-2","toUnitId":"F-0761-2","categories":["contact"],"reasons":"Behövs för vår egen uppgift.","until":"2026-06-01"}""",
        ["AddPart"] = """{"background":{"text":"Har sovit dåligt länge."}}""",
        ["ChangePart"] = """{"background":{"text":"Har sovit dåligt länge."}}""",
        ["OfferPlan"] = """{"toUnitId":"F-0761-2","message":"Ni gör mest."}""",
        ["ClosePlan"] = """{"outcome":"goals-reached","text":"Det har blivit bra."}""",
        ["RecordFollowUp"] = """{"on":"2026-03-02","summary":"Det går framåt.","nextOn":"2026-05-01","goals":[]}""",
        ["CallMeeting"] = Meeting,
        ["ChangeMeeting"] = Meeting,
        ["AnswerMeeting"] = """{"answer":"accepted"}""",
        ["AnswerMyMeeting"] = """{"answer":"accepted"}""",
        ["RecordMeeting"] = """{"attendance":[],"childPart":{"how":"not-heard-because","text":"Ville inte den här gången."},"outcome":"plan"}""",
        ["SendMessage"] = """{"text":"Kan ni ringa?","audience":{"units":["F-0761-2"],"family":[]}}""",
        ["AskCorrection"] = """{"about":"register","text":"Namnet är fel."}""",
        ["AnswerCorrection"] = """{"word":"noted"}""",
        ["RecordMeasureOutcome"] = """{"status":"completed"}""",
    };

    /// <param name="slice">The slice's name.</param>
    /// <param name="type">The body's type.</param>
    /// <param name="childId">Goes into a member <c>childId</c>, where there is one.</param>
    /// <param name="named">Somebody at the asker's unit.</param>
    public static string For(string slice, Type type, Guid childId, string named)
    {
        var body = ByOperation.TryGetValue(slice, out var told) ? told : Object(type, childId).ToJsonString();
        return body.Replace("{named}", named, StringComparison.Ordinal).Replace("{fresh}", $"X-{Guid.CreateVersion7():N}"[..30], StringComparison.Ordinal);
    }

    /// <summary>What is no JSON: a file in the body, and what it is called and whom it is for in headers.</summary>
    public static void Upload(string slice, HttpRequestMessage request)
    {
        if (slice != "UploadDocument")
            return;
        request.Content = new ByteArrayContent("Text."u8.ToArray());
        request.Headers.Add("Kronobarn-Document-Name", "text.txt");
        request.Headers.Add("Kronobarn-Audience-Units", "F-0761-2");
    }

    private static JsonObject Object(Type type, Guid childId)
    {
        var made = new JsonObject();
        foreach (var member in type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(c => c.GetParameters() is not [{ } only] || only.ParameterType != type)
            .MaxBy(c => c.GetParameters().Length)!.GetParameters())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(member.Name!);
            if (name == "childId")
                made[name] = childId;
            else if (!member.HasDefaultValue)
                made[name] = ByMember.TryGetValue(name, out var told) && (told[0] == '"') == (member.ParameterType == typeof(string) || member.ParameterType == typeof(DateOnly)) ? JsonNode.Parse(told) : Value(member.ParameterType, childId);
        }

        return made;
    }

    private static JsonNode? Value(Type type, Guid childId) => Nullable.GetUnderlyingType(type) is not null ? null
        : type == typeof(string) ? Sentence
        : type == typeof(Guid) ? Guid.CreateVersion7()
        : type == typeof(DateOnly) ? "2026-03-03"
        : type == typeof(DateTimeOffset) ? "2026-03-01T10:00:00Z"
        : type == typeof(bool) ? true
        : type == typeof(int) || type == typeof(long) ? 1
        : type.IsEnum ? JsonNamingPolicy.CamelCase.ConvertName(Enum.GetNames(type)[0])
        : type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? new JsonArray()
        : Object(type, childId);
}
