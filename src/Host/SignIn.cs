using System.Security.Cryptography;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Kronobarn.Host;

/// <summary>
/// Who is asking. In Production a bearer token of the identity provider in <c>Kronobarn:Identity</c>; in Development also a token
/// that this process makes for a person of the demo county, with a key that lives as long as the process.
/// </summary>
internal static class SignIn
{
    private const string DevelopmentIssuer = "kronobarn-development";
    private const string Audience = "kronobarn";

    private static readonly SymmetricSecurityKey DevelopmentKey = new(RandomNumberGenerator.GetBytes(64));
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan DevelopmentTokenLives = TimeSpan.FromHours(12);

    /// <param name="builder">The program.</param>
    /// <param name="listens">A verb listens to nobody and needs no provider.</param>
    public static void AddSignIn(this WebApplicationBuilder builder, bool listens)
    {
        var identity = builder.Configuration.GetSection("Kronobarn:Identity");
        var development = builder.Environment.IsDevelopment();
        if (listens && !development && string.IsNullOrEmpty(identity["Authority"]))
            throw new InvalidOperationException("Kronobarn:Identity:Authority is missing. In Production Kronobarn starts only with an identity provider: set it to the issuer's address (OpenID Connect).");
        if (listens && !development && identity.GetValue("DemoSignIn", defaultValue: false))
            throw new InvalidOperationException("Kronobarn:Identity:DemoSignIn is for Development only. Remove it.");

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters.ValidAudience = identity["Audience"] ?? Audience;
            options.TokenValidationParameters.NameClaimType = "sub";
            if (development)
            {
                options.TokenValidationParameters.ValidIssuer = DevelopmentIssuer;
                options.TokenValidationParameters.IssuerSigningKey = DevelopmentKey;
                options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
            }
            else
            {
                options.Authority = identity["Authority"];
                // A verb listens to nobody, and may have none. Plain HTTP only to one's own machine, as the browser's sign-in has it.
                options.RequireHttpsMetadata = !(Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority) && authority.IsLoopback);
                options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];
            }
        });
        // A token is judged by the house's one clock. The library tells what is missing as the least of all instants, from which nothing can be taken away.
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<Clock>((options, clock) =>
            options.TokenValidationParameters.LifetimeValidator = (from, to, _, _) => clock.Now.UtcDateTime - ClockSkew < to && (from is null || clock.Now.UtcDateTime + ClockSkew >= from));
    }

    public static void MapDevelopmentSignIn(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            return;
        var dev = app.MapGroup("/dev").ExcludeFromDescription();
        dev.MapGet("/users", async (IPeople people, IDemoCitizens citizens, Clock clock, CancellationToken cancel) => TypedResults.Ok(
            (await people.Assignments(clock.Today, cancel)).Select(a => new DemoUser(a.PersonId, a.Name, a.Organisation, a.UnitId, a.UnitName, a.Role, a.Municipality))
                .Concat((await citizens.Some(cancel)).Select(c => new DemoUser(c.MemberId.ToString("N"), c.Name, Organisations.Family, null, null, c.Role, null)))));
        dev.MapPost("/token", async (TokenRequest body, IPeople people, IDemoCitizens citizens, Clock clock, CancellationToken cancel) =>
        {
            if ((await people.Assignments(clock.Today, cancel)).Any(a => a.PersonId == body.User))
                return TypedResults.Ok(new TokenAnswer(Token("sub", body.User, clock)));
            if (await citizens.NumberOf(body.User, cancel) is { } number)
                return TypedResults.Ok(new TokenAnswer(Token(Kernel.Http.IdentityNumberClaim, number, clock)));
            throw new Invalid("user", "There is no such demo user today; GET /dev/users lists them.");
        });
    }

    private static string Token(string claim, string value, Clock clock) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = DevelopmentIssuer,
        Audience = Audience,
        Claims = new Dictionary<string, object>(StringComparer.Ordinal) { [claim] = value },
        IssuedAt = clock.Now.UtcDateTime,
        NotBefore = clock.Now.UtcDateTime,
        Expires = clock.Now.UtcDateTime + DevelopmentTokenLives,
        SigningCredentials = new SigningCredentials(DevelopmentKey, SecurityAlgorithms.HmacSha256),
    });

    internal sealed record DemoUser(string Id, string Name, string Organisation, string? Unit, string? UnitName, string Role, string? Municipality);

    internal sealed record TokenRequest(string User);

    internal sealed record TokenAnswer(string AccessToken);
}
