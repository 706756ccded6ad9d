using System.Text.Json.Nodes;
using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Caseworks;

/// <summary>What somebody who has not signed in does at the one way in.</summary>
internal static class PublicWayIn
{
    public const string Concerns = "/api/public/v1/concerns";
    public const string Lookups = "/api/public/v1/receipts/lookups";

    public static Dictionary<string, object?> Body(string identityNumber, bool harm = false, string text = "Barnet går ensamt ute om kvällarna.") => new(StringComparer.Ordinal)
    {
        ["harm"] = harm,
        ["about"] = new { kind = "child", identityNumber },
        ["text"] = text,
        ["municipality"] = "0780",
        ["reporter"] = new { kind = "public" },
    };

    /// <summary>Leaves a concern and lets the house carry it to where it belongs; returns the answer with its code.</summary>
    public static async Task<JsonNode> RaisePublicConcern(this Town town, Dictionary<string, object?> body)
    {
        var answer = (await town.Anonymous().Post(Concerns, body)).Created;
        await town.DeliverEvents();
        return answer;
    }

    public static Task<Answer> LookUpReceipt(this Town town, string code) => town.Anonymous().Post(Lookups, new { code });

    /// <summary>How many concerns the public way in has taken, and how many of them still wait for the desk.</summary>
    public static Task<int> TakenByThePublicWayIn(this Town town) => town.InStore("Casework", db => db.Scalar<int>("SELECT COUNT(*) FROM Casework.PublicReceipt"));

    public static Task<T> InStore<T>(this Town town, string module, Func<Session, Task<T>> body) =>
        town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>()[module]].Read(body, default);
}
