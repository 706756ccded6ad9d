using System.Text.Json.Nodes;

namespace Kronobarn.Tests.MaternalCares;

/// <summary>A pregnancy as a midwife of the town registers it.</summary>
internal static class Registration
{
    public const string Pregnancies = "/api/maternal-care/v1/pregnancies";
    public const string Births = "/api/maternal-care/v1/births";

    public static async Task<JsonNode> Registered(this Town town, Staff midwife, string mother, int children = 1)
    {
        var answer = (await midwife.Post(Pregnancies, Body(mother, children: children))).Created;
        await town.DeliverEvents();
        return answer;
    }

    public static object Body(string mother, string from = "2026-01-01", string dueDate = "2026-09-01", int children = 1) =>
        new { motherNumber = mother, motherGivenName = "Ella", motherFamilyName = "Ek", municipality = "0780", from, dueDate, expectedChildren = children };

    public static List<Guid> Children(JsonNode pregnancy) => [.. pregnancy["childIds"]!.AsArray().Select(id => id!.GetValue<Guid>())];

    public static Guid Only(JsonNode pregnancy) => Children(pregnancy).Single();
}
