using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Kernel;

/// <summary>
/// What a slice that asks for no sign-in must bear: at most so many requests a minute from one address (<c>Kronobarn:OpenToAnyone:PerMinute</c>), and small bodies.
/// Behind a reverse proxy set ASPNETCORE_FORWARDEDHEADERS_ENABLED, or every caller has the proxy's address.
/// </summary>
public static class OpenToAnyone
{
    public const string PerMinuteSetting = "Kronobarn:OpenToAnyone:PerMinute";
    public const int LargestBody = 64 * 1024;

    private const string Policy = "open-to-anyone";
    private const int DefaultPerMinute = 20;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <exception cref="InvalidOperationException">The setting is no number above zero.</exception>
    public static void AddOpenToAnyone(this IServiceCollection services, IConfiguration configuration)
    {
        var perMinute = PerMinute(configuration[PerMinuteSetting]);
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (context, _) =>
            {
                if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            options.AddPolicy(Policy, http => RateLimitPartition.GetFixedWindowLimiter(Whose(http.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = perMinute,
                Window = Window,
                QueueLimit = 0,
            }));
        });
    }

    /// <summary>Put on every route of such a slice by the kernel itself, and on every page that sends one by the shell, so that none can forget it.</summary>
    public static void Guard(IEndpointConventionBuilder route) => route.RequireRateLimiting(Policy).WithMetadata(new RequestSizeLimitAttribute(LargestBody));

    /// <summary>One household has an IPv4 address, or 2^64 IPv6 addresses to choose from: of those the network counts.</summary>
    internal static string Whose(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private static int PerMinute(string? setting) => setting is null ? DefaultPerMinute
        : int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new InvalidOperationException($"{PerMinuteSetting} is '{setting}'; it must be a whole number above zero.");
}
