using System.Net;

namespace Kronobarn.Tests.Pages;

/// <summary>An identity provider that does not answer; one that does is met in tests/Kronobarn.Browser.</summary>
public sealed class ProviderGoneTests : IAsyncLifetime
{
    private readonly Town town = new();

    public async Task InitializeAsync()
    {
        // Nobody listens there.
        town.Settings["Kronobarn:Identity:Authority"] = "http://127.0.0.1:1";
        town.Settings["Kronobarn:Identity:ClientId"] = "kronobarn";
        await town.InitializeAsync();
    }

    public Task DisposeAsync() => ((IAsyncLifetime)town).DisposeAsync();

    [Fact]
    public async Task Signing_in_says_so_and_keeps_where_one_was_going()
    {
        var visitor = PageReader.At(town);

        var (status, _, to) = await visitor.Get("/logga-in/vidare?vem=arbete&till=%2Farbete%2Finkorg");
        Assert.Equal((HttpStatusCode.Redirect, "/logga-in?fel=2&till=%2Farbete%2Finkorg"), (status, to?.ToString()));
        var page = await visitor.Get(to!.ToString());
        Assert.Contains("Inloggningstjänsten svarar inte just nu", page.Text, StringComparison.Ordinal);
        Assert.Contains("/logga-in/vidare?vem=arbete&till=%2Farbete%2Finkorg", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_all_the_same()
    {
        var nurse = await PageReader.At(town).AsStaff("BVC-0780-1-staff");

        var (status, _, to) = await nurse.SignOut();
        Assert.Equal((HttpStatusCode.Redirect, "/utloggad"), (status, to?.ToString()));
        Assert.Contains("Du är utloggad", (await nurse.Get("/utloggad")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await nurse.Get("/arbete")).Status);
    }
}
