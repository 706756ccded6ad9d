using System.Text.Json;
using Kronobarn.Shell;
using Kronobarn.Shell.Forms;

namespace Kronobarn.Collaboration;

/// <summary>A part of the plan as a form of plain fields.</summary>
internal static class PartForm
{
    /// <summary>What was typed, as a part of this kind.</summary>
    public static PartContent Read(Form form, string kind) => kind switch
    {
        PartKinds.Background => new PartContent(Background: new BackgroundPart(form.Text("text"))),
        PartKinds.Need => new PartContent(Need: new NeedPart(form.Text("spoke"), form.Text("text"))),
        PartKinds.Goal => new PartContent(Goal: new GoalPart(form.Text("text"), form.Text("evidence"), form.OptionalId("needId"))),
        PartKinds.Intervention => new PartContent(Intervention: new InterventionPart(form.Text("what"), form.Text("unitId"), form.Day("from"), form.OptionalDay("until"), form.Text("status"), form.OptionalId("goalId"),
            form.Optional("topic"), form.Has("topic") ? form.Optional("aim") : null)),
        PartKinds.Contact => new PartContent(Contact: new ContactPart(form.Text("unitId"), form.Text("name"), form.Optional("phone"), form.Optional("email"), form.Optional("task"))),
        _ => new PartContent(Words: new WordsPart(form.Text("text"), form.Yes("disagrees"))),
    };

    /// <summary>Tells at the fields what the rules would find wrong, before anything is sent.</summary>
    /// <param name="text">The field in which the part's main text stands.</param>
    public static void Try(Form form, PartContent part, string text)
    {
        foreach (var fault in new PartRules().Validate(part).Errors)
        {
            var member = fault.PropertyName[(fault.PropertyName.LastIndexOf('.') + 1)..];
            var field = member switch
            {
                "Text" or "What" or "Name" => text,
                // A contact that cannot be reached lacks its first way.
                "Contact" or "contact" => "phone",
                "part" or "" => text,
                _ => JsonNamingPolicy.CamelCase.ConvertName(member),
            };
            form.Wrong(field, fault.ErrorCode switch
            {
                "GreaterThanOrEqualValidator" => "Den sista dagen ligger före den första.",
                "EmailValidator" => "Skriv en hel e-postadress, till exempel namn@example.se.",
                "RegularExpressionValidator" when member == "Phone" => "Skriv telefonnumret med siffror.",
                "RegularExpressionValidator" => "Välj en ekra.",
                _ => Words.Staff.Fault(fault.ErrorMessage),
            });
        }
    }
}
