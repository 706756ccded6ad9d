using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests;

/// <summary>Waits for events without waiting for time.</summary>
internal static class Delivery
{
    /// <summary>Everything told so far has been heard, and what that led to.</summary>
    public static async Task Settle(IServiceProvider services)
    {
        // The house delivers by itself as well: what it has in hand when we look may lead to more in a store that we have passed. No chain has more links than this.
        const int Links = 4;
        var outbox = services.GetRequiredService<Outbox>();
        for (var quiet = 0; quiet < Links;)
            quiet = await outbox.DeliverAll() == 0 ? quiet + 1 : 0;
    }
}
