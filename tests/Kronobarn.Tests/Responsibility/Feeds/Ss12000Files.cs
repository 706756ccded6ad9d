using System.Text;
using Kronobarn.Responsibility.Feeds;

namespace Kronobarn.Tests.Responsibility.Feeds;

/// <summary>A folder of SS 12000 files that goes away with the test.</summary>
internal sealed class Ss12000Files : IDisposable
{
    public const string Person = "11111111-1111-4111-8111-111111111111";
    public const string Guardian = "22222222-2222-4222-8222-222222222222";
    public const string SchoolId = "33333333-3333-4333-8333-333333333333";
    public const string PreschoolId = "44444444-4444-4444-8444-444444444444";
    public const string Entity = "55555555-5555-4555-8555-555555555555";

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("ss12000").FullName;

    public static string Pupil(string enrolments, string more = "")
        => $$"""{"id":"{{Person}}","givenName":"Åsa","familyName":"Ek","eduPersonPrincipalNames":["a@b"],"civicNo":{"value":"{{TestNumbers.Child}}"}{{more}},"enrolments":[{{enrolments}}]}""";

    public static string Enrolment(string form, string from, string more = "")
        => $$"""{"enroledAt":{"id":"{{SchoolId}}"},"schoolType":"{{form}}","startDate":"{{from}}"{{more}}}""";

    public Ss12000Files With(string file, string text) => With(file, Encoding.UTF8.GetBytes(text));

    public Ss12000Files With(string file, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_folder, file), bytes);
        return this;
    }

    public Ss12000Files Data(string kind, params string[] entities)
        => With(kind + ".json", $$"""{"data":[{{string.Join(',', entities)}}],"pageToken":null}""");

    public Task<Ss12000Feed> Read(Ss12000Limits? limits = null) => Ss12000Reader.ReadFolderAsync(_folder, Ndjson.Context, limits);

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    /// <summary>Reads entities of one kind, and leaves nothing behind.</summary>
    public static async Task<Ss12000Feed> Of(string kind, params string[] entities)
    {
        using var files = new Ss12000Files();
        return await files.Data(kind, entities).Read();
    }
}
