using Kronobarn.Kernel;

namespace Kronobarn.Host;

/// <summary>Health, for those who run it.</summary>
internal static class HealthRoutes
{
    public static void MapHealth(this WebApplication app)
    {
        // Whoever asks for health is nobody's caller: sign-in is not troubled.
        app.MapGet("/health/live", () => TypedResults.Ok(new Health("alive"))).ExcludeFromDescription().ShortCircuit();
        app.MapGet("/health/ready", async Task<IResult> (Stores stores, CancellationToken cancel) =>
        {
            foreach (var store in stores.All)
            {
                try
                {
                    await store.Read(db => db.Scalar<int>("SELECT COUNT(*) FROM {Module}.Lease"), cancel);
                }
                catch (Exception e) when (e is StoreUnavailable or System.Data.Common.DbException)
                {
                    return TypedResults.Json(new Health($"{store.Module.Name} cannot be used"), statusCode: 503);
                }
            }

            return TypedResults.Ok(new Health("ready"));
        }).ExcludeFromDescription().ShortCircuit();
    }

    internal sealed record Health(string Status);
}
