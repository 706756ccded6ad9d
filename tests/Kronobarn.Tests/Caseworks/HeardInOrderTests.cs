using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Caseworks;

public sealed class HeardInOrderTests(Town town) : IClassFixture<Town>
{
    // Events of one key are kept in order for one hearer, and not between two.
    [Fact]
    public void That_a_clock_climbed_and_that_it_was_answered_is_heard_by_one_so_that_no_answered_clock_stays_on_the_coordinators_list()
    {
        var subscriptions = town.Services.GetRequiredService<Subscriptions>();
        var climbed = subscriptions.For(new ClockEscalated(Guid.Empty, "school", "S-0780-1", "c", town.Today, 1, default)).Select(s => s.Handler);
        var answered = subscriptions.For(new EscalationEnded(Guid.Empty, default)).Select(s => s.Handler);
        Assert.Equal(Assert.Single(climbed), Assert.Single(answered));
    }
}
