using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Kronobarn.Collaboration;

/// <summary>
/// <c>Kronobarn:Meetings:VideoHosts</c>, the municipality's own secure video services, host names with a comma between; and <c>Kronobarn:Meetings:CalendarForProtected</c>.
/// With no hosts named no link is taken, but in Development any.
/// </summary>
internal sealed class MeetingSettings
{
    private readonly string[] hosts;

    /// <exception cref="InvalidOperationException">A setting is wrong: the start stops, and it is named.</exception>
    public MeetingSettings(IConfiguration configuration)
    {
        var section = configuration.GetSection("Kronobarn:Meetings");
        hosts = (section["VideoHosts"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (hosts.FirstOrDefault(host => Uri.CheckHostName(host) != UriHostNameType.Dns) is { } wrong)
            throw new InvalidOperationException($"Kronobarn:Meetings:VideoHosts has '{wrong}'. It is host names with a comma between, such as video.example.se.");
        var calendars = section["CalendarForProtected"] ?? "false";
        CalendarForProtected = bool.TryParse(calendars, out var on) ? on
            : throw new InvalidOperationException($"Kronobarn:Meetings:CalendarForProtected is '{calendars}'. It is true or false.");
    }

    /// <summary>Whether a calendar file is made although somebody's identity is protected.</summary>
    public bool CalendarForProtected { get; }

    /// <summary>An https address at one of the video services, with no name or word before the host that could make it look like another.</summary>
    public bool Allows(string link, IHostEnvironment environment) => Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri is { Scheme: "https", IsDefaultPort: true, UserInfo: "" }
        && ((hosts.Length == 0 && environment.IsDevelopment()) || hosts.Contains(uri.IdnHost, StringComparer.OrdinalIgnoreCase));
}
