using System.Globalization;
using System.Text;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.DemoCounty;
using Kronobarn.Responsibility.Feeds;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Directories;

public sealed class DirectoryImportTests(Town town) : IClassFixture<Town>, IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("kronobarn-directory-").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_countys_directory_and_schools_come_in_whole_and_the_second_time_nothing_changes()
    {
        CountyWriter.Write(CountyWriter.FewestChildren, seed: 1, Town.FirstDay, folder);
        var dry = await Import("directory.ndjson", dryRun: true);
        var first = await Import("directory.ndjson");
        var schools = await ImportSchools();
        var contacts = await Import("school-contacts.ndjson");

        Assert.Equal((dry.Read, dry.Changed), (first.Read, first.Changed));
        Assert.Equal((first.Read, 0), (first.Changed, first.Unchanged));
        Assert.Empty(first.Rejections);
        Assert.Empty(schools.Rejections);
        Assert.Empty(contacts.Rejections);
        Assert.True(schools.Counts[FeedKinds.Role].Changed > 0);
        var (after, told) = (await Scene.Everything(town), await Scene.DefaultsTold(town));

        Assert.Equal((0, first.Read), (await Import("directory.ndjson")) is var again ? (again.Changed, again.Unchanged) : default);
        Assert.All((await ImportSchools()).Counts.Values, count => Assert.Equal(0, count.Changed));
        Assert.Equal(0, (await Import("school-contacts.ndjson")).Changed);
        Assert.Equal((after, told), (await Scene.Everything(town), await Scene.DefaultsTold(town)));
    }

    [Fact]
    public async Task A_correction_changes_exactly_what_it_corrects()
    {
        var before = await Feed(Unit("U1", "Ettan"), Unit("U2", "Tvåan"), Person("P1", "Pia"), Role("R1", "P1", "U1"), Way("W1", "U1", "Växeln"));
        Assert.Equal((5, 0), (before.Changed, before.Unchanged));
        var stood = (await Scene.Everything(town)).Split('\n');

        var corrected = await Feed(Unit("U1", "Ettan"), Unit("U2", "Tvåan, ny"), Person("P1", "Pia"), Role("R1", "P1", "U1"), Way("W1", "U1", "Växeln"));

        Assert.Equal((1, 4), (corrected.Changed, corrected.Unchanged));
        var stands = (await Scene.Everything(town)).Split('\n');
        Assert.Equal(["U2|kaa|Tvåan, ny|0780||2020-01-01||2", "directory|U2"], stands.Except(stood, StringComparer.Ordinal).Select(line => line.StartsWith("directory|U2", StringComparison.Ordinal) ? "directory|U2" : line), StringComparer.Ordinal);
        Assert.Equal(stood.Length, stands.Length);
    }

    [Fact]
    public async Task An_older_revision_is_ignored_and_a_withdrawal_is_taken_once()
    {
        await Feed(Unit("V1", "Nyast", revision: 3), Person("VP", "Vera"), Role("VR", "VP", "V1"), Way("VW", "V1", "Växeln"));
        Assert.Equal(0, (await Feed(Unit("V1", "Gammal", revision: 2))).Changed);
        Assert.Equal(0, (await Feed("""{"type":"withdraw","id":"V1","revision":2}""")).Changed);

        string[] withdrawn = ["""{"type":"withdraw","id":"V1"}""", """{"type":"withdraw","id":"VR"}""", """{"type":"withdraw","id":"VW"}"""];
        Assert.Equal(3, (await Feed(withdrawn)).Changed);
        var stands = await Scene.Everything(town);
        Assert.Equal(0, (await Feed(withdrawn)).Changed);

        Assert.Equal(stands, await Scene.Everything(town));
        Assert.Contains("V1|kaa|Nyast|0780||2020-01-01|2026-03-02|2", stands, StringComparison.Ordinal);
        Assert.DoesNotContain("VR|VP", stands, StringComparison.Ordinal);
        Assert.DoesNotContain("VW|V1", stands, StringComparison.Ordinal);
        Assert.Equal(2, (await Feed(Unit("V1", "Åter", revision: 4), Role("VR", "VP", "V1"))).Changed);
    }

    [Fact]
    public async Task A_record_that_names_nothing_known_is_rejected_alone_and_taken_when_it_is_known()
    {
        string[] feed = [Role("NR", "NP", "N1"), Way("NW", "N1", "Växeln"), Default("ND", "N1", "2027-01-01"), Person("NX", new string('x', 200)), Way("NL", "KAA-0780-1", "Växeln", new string('n', 600))];
        var report = await Feed(feed);

        Assert.Equal(1, report.Changed);
        Assert.Equal(["ND unit 3", "NL note 5", "NR unit 1", "NW unit 2"], report.Rejections.Select(r => $"{r.RecordId} {r.Field} {r.Line - 1}").Order(StringComparer.Ordinal), StringComparer.Ordinal);
        report = await Feed([.. feed, Unit("N1", "Ny")]);
        Assert.Equal(["NL note", "NR person"], report.Rejections.Select(r => $"{r.RecordId} {r.Field}").Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal((3, 1), (report.Changed, report.Unchanged));
    }

    [Fact]
    public async Task Changed_default_units_are_told_and_a_corrected_day_leaves_no_row_behind()
    {
        var told = await Scene.DefaultsTold(town);
        await Feed(Default("D1", "KAA-0780-2", "2030-01-01"));
        Assert.Equal(told + 1, await Scene.DefaultsTold(town));
        await Feed(Default("D1", "KAA-0780-2", "2031-01-01"));
        Assert.Equal(told + 2, await Scene.DefaultsTold(town));
        await Feed(Default("D1", "KAA-0780-2", "2031-01-01"));
        Assert.Equal(told + 2, await Scene.DefaultsTold(town));

        var stands = await Scene.Everything(town);
        Assert.Contains("0780|kaa|2031-01-01||KAA-0780-2|D1", stands, StringComparison.Ordinal);
        Assert.DoesNotContain("2030-01-01", stands, StringComparison.Ordinal);
        await Feed("""{"type":"withdraw","id":"D1"}""");
        Assert.Equal(told + 3, await Scene.DefaultsTold(town));
        Assert.DoesNotContain("KAA-0780-2|D1", await Scene.Everything(town), StringComparison.Ordinal);
    }

    private static string Unit(string id, string name, int revision = 1) =>
        $$"""{"type":"unit","id":"{{id}}","revision":{{revision.ToString(CultureInfo.InvariantCulture)}},"organisation":"kaa","name":"{{name}}","municipality":"0780","from":"2020-01-01"}""";

    private static string Person(string id, string name) => $$"""{"type":"person","id":"{{id}}","name":"{{name}}"}""";

    private static string Role(string id, string person, string unit) =>
        $$"""{"type":"role","id":"{{id}}","person":"{{person}}","unit":"{{unit}}","role":"kaa-handler","from":"2020-01-01"}""";

    private static string Way(string id, string unit, string label, string note = "") =>
        $$"""{"type":"contact-way","id":"{{id}}","unit":"{{unit}}","purpose":"advice","label":"{{label}}","note":"{{(note.Length == 0 ? "n" : note)}}"}""";

    private static string Default(string id, string unit, string from) =>
        $$"""{"type":"default-unit","id":"{{id}}","municipality":"0780","organisation":"kaa","unit":"{{unit}}","from":"{{from}}"}""";

    private Task<ImportReport> Feed(params string[] records) => Run(new MemoryStream(Encoding.UTF8.GetBytes(
        $$"""{"feed":"directory","version":1,"createdAt":"2026-03-01T00:00:00Z"}""" + "\n" + string.Join('\n', records) + "\n" + $$"""{"end":true,"records":{{records.Length.ToString(CultureInfo.InvariantCulture)}}}""" + "\n")));

    private async Task<ImportReport> Import(string file, bool dryRun = false)
    {
        await using var stream = File.OpenRead(Path.Combine(folder, file));
        return await Run(stream, dryRun);
    }

    private Task<ImportReport> Run(Stream stream, bool dryRun = false) =>
        ImportDirectory.Run(town.Services.GetRequiredService<IDirectoryFeed>(), stream, town.Services.GetRequiredService<Clock>(), dryRun, default);

    private async Task<DirectoryFeedResult> ImportSchools()
    {
        var told = new Ss12000Directory(await Ss12000Reader.ReadFolderAsync(Path.Combine(folder, "ss12000"), new FeedContext(Town.FirstDay)), new HashSet<string>(StringComparer.Ordinal));
        return await town.Services.GetRequiredService<IDirectoryFeed>().Apply("ss12000", told.Units, [], told.People, told.Roles, [], told.Withdrawn, dryRun: false, default);
    }
}
