using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kronobarn.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Kronobarn.Host;

/// <summary>
/// Sign-in before a browser by the provider in <c>Kronobarn:Identity</c> (OpenID Connect, authorization code with PKCE): <c>Authority</c>, <c>ClientId</c> and <c>ClientSecret</c>, or
/// <c>ClientKeyFile</c>, a private key in PEM for <c>private_key_jwt</c>, which the Swedish profiles demand. A small own handler, because the framework's needs a version of its
/// libraries that the feed lacks (docs/decisions/0019).
/// </summary>
internal static class OpenIdSignIn
{
    public const string Scheme = "openid";

    /// <summary>Where the provider leads back; to be registered there.</summary>
    public const string CallbackPath = "/logga-in/klar";

    /// <summary>Whether one comes as staff or as family; kept with the state that the provider sends back.</summary>
    public const string Family = "familj", Staff = "arbete";

    /// <summary>Why the sign-in page is shown again: it was refused or broken off, or the provider did not answer.</summary>
    public const string Refused = "1", Unreachable = "2";

    public const string NextKey = "till";

    private const string StartPath = "/logga-in/vidare", WhoKey = "vem";
    private static readonly TimeSpan BackchannelPatience = TimeSpan.FromSeconds(10);

    public static bool IsConfigured(IConfiguration configuration) => !string.IsNullOrEmpty(configuration["Kronobarn:Identity:Authority"]) && !string.IsNullOrEmpty(configuration["Kronobarn:Identity:ClientId"]);

    public static void AddOpenIdSignIn(this WebApplicationBuilder builder)
    {
        if (!IsConfigured(builder.Configuration))
            return;
        var identity = builder.Configuration.GetSection("Kronobarn:Identity");
        builder.Services.AddAuthentication().AddScheme<OpenIdOptions, OpenIdHandler>(Scheme, options =>
        {
            options.SignInScheme = Door.Scheme;
            options.BackchannelTimeout = BackchannelPatience;
            options.ClientId = identity["ClientId"]!;
            options.ClientSecret = identity["ClientSecret"] ?? "unused";
            options.ClientKeyFile = identity["ClientKeyFile"];
            options.Authority = identity["Authority"]!.TrimEnd('/');
            options.CallbackPath = CallbackPath;
            options.UsePkce = true;
            options.Scope.Add("openid");
            foreach (var scope in identity.GetSection("Scopes").Get<string[]>() ?? [])
                options.Scope.Add(scope);
            // Both are read from the provider's own document when somebody signs in.
            options.AuthorizationEndpoint = options.TokenEndpoint = options.Authority;
            // The provider comes back by a redirect from another site, and the cookie must come along.
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            options.Events.OnRemoteFailure = context =>
            {
                // The libraries hide what a token says from their messages.
                context.HttpContext.RequestServices.GetRequiredService<ILogger<OpenIdHandler>>().LogWarning(context.Failure, "A sign-in by the identity provider was refused");
                context.HandleResponse();
                context.Response.Redirect(Again(OpenIdOptions.IsUnreachable(context.Failure) ? Unreachable : Refused, context.Properties?.RedirectUri ?? context.HttpContext.Items[NextKey] as string));
                return Task.CompletedTask;
            };
        });
        builder.Services.AddSingleton<IPostConfigureOptions<OpenIdOptions>, OAuthPostConfigureOptions<OpenIdOptions, OpenIdHandler>>();
        builder.Services.AddSingleton<ISessionElsewhere, SessionAtProvider>();
    }

    /// <summary>Leads on to the provider. A link and not a form: what a form leads to must lie in this house (form-action of the content security policy), redirects included.</summary>
    public static void MapOpenIdSignIn(this WebApplication app)
    {
        if (!IsConfigured(app.Configuration))
            return;
        app.MapGet(StartPath, async (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            var isFamily = http.Request.Query[WhoKey] == Family;
            var properties = new AuthenticationProperties { RedirectUri = Next(http.Request.Query[NextKey], isFamily ? Paths.FamilyHome : Paths.Today) };
            properties.Items[WhoKey] = isFamily ? Family : Staff;
            await http.ChallengeAsync(Scheme, properties);
        }).ExcludeFromDescription();
    }

    /// <summary>The way to the provider, and back to where one was.</summary>
    public static string Way(string who, string? next) => QueryHelpers.AddQueryString(StartPath, new Dictionary<string, string?>(StringComparer.Ordinal) { [WhoKey] = who, [NextKey] = next });

    /// <summary>The sign-in page, that says what went wrong and still knows where one was going.</summary>
    public static string Again(string why, string? next) =>
        QueryHelpers.AddQueryString(Door.SignInPath, new Dictionary<string, string?>(StringComparer.Ordinal) { ["fel"] = why, [NextKey] = next });

    /// <summary>Where a sign-in leads: an address of ours, or home.</summary>
    public static string Next(string? wanted, string home) => ShellRoutes.Local(wanted) is var next && next != "/" ? next : home;

    /// <summary>Whether the sign-in that these were kept for is a child's or a guardian's; known once.</summary>
    public static bool TakeIsFamily(AuthenticationProperties properties) => properties.Items.Remove(WhoKey, out var who) && who == Family;

    /// <summary>The provider's session is ended at the address that its document names; it needs no token of ours for that, and we keep none.</summary>
    private sealed class SessionAtProvider(IOptionsMonitor<OpenIdOptions> options, ILogger<SessionAtProvider> log) : ISessionElsewhere
    {
        public async Task<string?> End(HttpContext http)
        {
            try
            {
                var own = options.Get(Scheme);
                return (await own.Provider.GetConfigurationAsync(http.RequestAborted)).EndSessionEndpoint is { Length: > 0 } end
                    ? QueryHelpers.AddQueryString(end, new Dictionary<string, string?>(StringComparer.Ordinal) { ["client_id"] = own.ClientId, ["post_logout_redirect_uri"] = $"{http.Request.Scheme}://{http.Request.Host}/" })
                    : null;
            }
            catch (Exception e) when (OpenIdOptions.IsUnreachable(e))
            {
                log.LogWarning(e, "The identity provider could not be asked where its sessions are ended");
                return null;
            }
        }
    }
}

/// <summary>What the provider must be told, and who we are to it.</summary>
internal sealed class OpenIdOptions : OAuthOptions
{
    private ConfigurationManager<OpenIdConnectConfiguration>? provider;

    public string Authority { get; set; } = "";

    public string? ClientKeyFile { get; set; }

    private string Document => $"{Authority}/.well-known/openid-configuration";

    private HttpDocumentRetriever Retriever => new(Backchannel) { RequireHttps = !new Uri(Authority).IsLoopback };

    /// <summary>
    /// The provider's document and keys as they are now. The manager fetches anew beside what goes on, and only every few minutes; whoever signs in by a new key waits for neither.
    /// </summary>
    public async Task<OpenIdConnectConfiguration> ProviderNow(CancellationToken cancel)
    {
        Provider.RequestRefresh();
        return await OpenIdConnectConfigurationRetriever.GetAsync(Document, Retriever, cancel);
    }

    /// <summary>The provider did not answer, or not with anything that can be read.</summary>
    public static bool IsUnreachable(Exception? exception) => exception is HttpRequestException or TaskCanceledException or IOException or InvalidOperationException { InnerException: not null };

    /// <summary>The provider's document and keys, fetched when first needed and again when they change. Plain HTTP only to one's own machine.</summary>
    public ConfigurationManager<OpenIdConnectConfiguration> Provider => provider ??= new ConfigurationManager<OpenIdConnectConfiguration>(
        Document, new OpenIdConnectConfigurationRetriever(), Retriever);
}

/// <summary>Code, PKCE, nonce, and an id token that is judged here. Nothing but who it is goes into the session.</summary>
internal sealed class OpenIdHandler(IOptionsMonitor<OpenIdOptions> options, ILoggerFactory logger, UrlEncoder encoder) : OAuthHandler<OpenIdOptions>(options, logger, encoder)
{
    private const string Nonce = "nonce";
    private static readonly TimeSpan AssertionLives = TimeSpan.FromMinutes(1), ClockSkew = TimeSpan.FromMinutes(1);
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        properties.Items[Nonce] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        try
        {
            Options.AuthorizationEndpoint = (await Options.Provider.GetConfigurationAsync(Context.RequestAborted)).AuthorizationEndpoint;
        }
        catch (Exception e) when (OpenIdOptions.IsUnreachable(e))
        {
            Logger.LogError(e, "The identity provider cannot be reached");
            Response.Redirect(OpenIdSignIn.Again(OpenIdSignIn.Unreachable, properties.RedirectUri));
            return;
        }

        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri) =>
        QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), Nonce, properties.Items[Nonce]!);

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        // A refusal from here on knows nothing of what was kept with the state; where one was going is remembered beside it.
        Context.Items[OpenIdSignIn.NextKey] = context.Properties.RedirectUri;
        var provider = await Options.Provider.GetConfigurationAsync(Context.RequestAborted);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = context.Code,
            ["redirect_uri"] = context.RedirectUri,
            ["client_id"] = Options.ClientId,
            [OAuthConstants.CodeVerifierKey] = context.Properties.Items[OAuthConstants.CodeVerifierKey]!,
        };
        context.Properties.Items.Remove(OAuthConstants.CodeVerifierKey);
        if (Options.ClientKeyFile is { } file)
            (fields["client_assertion_type"], fields["client_assertion"]) = ("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", Assertion(file, provider));
        else
            fields["client_secret"] = Options.ClientSecret;
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await Backchannel.SendAsync(request, Context.RequestAborted);
        if ((int)answer.StatusCode >= 500)
            throw new HttpRequestException($"The provider's token endpoint answered {(int)answer.StatusCode}.");
        return answer.IsSuccessStatusCode
            ? OAuthTokenResponse.Success(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Context.RequestAborted)))
            : OAuthTokenResponse.Failed(new AuthenticationFailureException($"The provider's token endpoint answered {(int)answer.StatusCode}."));
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        if (!tokens.Response!.RootElement.TryGetProperty("id_token", out var given) || given.GetString() is not { } token)
            throw new AuthenticationFailureException("The provider gave no id token.");
        var judged = await Judged(token, await Options.Provider.GetConfigurationAsync(Context.RequestAborted));
        // The provider may have changed its keys since we read them. The token came from the provider itself, so nobody else can make us ask.
        if (!judged.IsValid && judged.Exception is SecurityTokenSignatureKeyNotFoundException)
            judged = await Judged(token, await Options.ProviderNow(Context.RequestAborted));

        if (!judged.IsValid)
            throw new AuthenticationFailureException("The provider's id token is not valid.", judged.Exception);
        if (judged.ClaimsIdentity.FindFirst(Nonce)?.Value is not { } nonce || nonce != properties.Items[Nonce])
            throw new AuthenticationFailureException("The id token was made for another sign-in.");
        properties.Items.Remove(Nonce);
        var kind = OpenIdSignIn.TakeIsFamily(properties) ? Kernel.Http.IdentityNumberClaim : "sub";
        var who = judged.ClaimsIdentity.FindFirst(kind)?.Value ?? throw new AuthenticationFailureException($"The id token has no {kind}.");
        return new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(kind, who)], Door.Scheme, "sub", null)), properties, Scheme.Name);
    }

    private Task<TokenValidationResult> Judged(string token, OpenIdConnectConfiguration provider) => new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = provider.Issuer,
        ValidAudience = Options.ClientId,
        IssuerSigningKeys = provider.SigningKeys,
        ValidAlgorithms = Algorithms,
        // The library tells what is missing as the least of all instants, from which nothing can be taken away.
        LifetimeValidator = (from, to, _, _) => TimeProvider.GetUtcNow().UtcDateTime < to && (from is null || from <= TimeProvider.GetUtcNow().UtcDateTime + ClockSkew),
    });

    private string Assertion(string file, OpenIdConnectConfiguration provider)
    {
        using var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(file));
        var now = TimeProvider.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Options.ClientId,
            Audience = provider.TokenEndpoint,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = Options.ClientId, ["jti"] = Guid.NewGuid().ToString("N") },
            IssuedAt = now,
            Expires = now + AssertionLives,
            // The key object is freed with this call, so nothing of it may be kept for the next.
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } }, SecurityAlgorithms.RsaSha256),
        });
    }
}
