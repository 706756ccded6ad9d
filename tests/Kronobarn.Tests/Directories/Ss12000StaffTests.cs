using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Feeds;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Directories;

public sealed class Ss12000StaffTests(Town town) : IClassFixture<Town>
{
    private static readonly Guid School = Guid.Parse("11111111-0000-4000-8000-000000000001");
    private static readonly Guid Rektor = Guid.Parse("11111111-0000-4000-8000-000000000002");
    private static readonly Guid Pupil = Guid.Parse("11111111-0000-4000-8000-000000000003");
    private static readonly Guid Duty = Guid.Parse("11111111-0000-4000-8000-000000000004");

    [Fact]
    public async Task A_rektor_comes_by_duty_and_the_pupils_stay_out_of_the_directory()
    {
        await Take(Reading());
        var stands = await Scene.Everything(town);

        Assert.Contains($"S-87654321|school|Skolan|0780|{School}|2000-01-01||1", stands, StringComparison.Ordinal);
        Assert.Contains($"{Duty}|ss12000:{Rektor}|S-87654321|rektor|2025-08-01|", stands, StringComparison.Ordinal);
        Assert.DoesNotContain(Pupil.ToString(), stands, StringComparison.Ordinal);

        // A later reading of what has changed names the school by nothing but its id.
        var other = Guid.NewGuid();
        var result = await Take(Reading() with { Organisations = [], Duties = [new Ss12000Duty(other, Rektor, School, "elevhalsoteam", null, null)] });
        Assert.Empty(result.Rejections);
        Assert.Contains($"{other}|ss12000:{Rektor}|S-87654321|elevhalsoteam|2000-01-01|", await Scene.Everything(town), StringComparison.Ordinal);
    }

    [Fact]
    public void Staff_under_protected_identity_come_without_their_name()
    {
        var told = new Ss12000Directory(Reading(ProtectionLevel.Sekretessmarkering), Nobody);

        var person = Assert.Single(told.People);
        Assert.Equal(Ss12000Directory.ProtectedName, person.Name);
        Assert.Null(person.Email);
    }

    [Fact]
    public async Task A_deleted_duty_and_one_of_another_kind_give_no_role_also_when_the_same_reading_tells_of_them()
    {
        await Take(Reading());
        foreach (var kind in (string?[])[Ss12000Kinds.Duties, null])
        {
            var told = Reading() with { Deleted = [new Ss12000Deleted(kind, Duty)] };
            Assert.Empty(new Ss12000Directory(told, Nobody).Roles);
            await Take(told);
            Assert.DoesNotContain($"{Duty}|ss12000", await Scene.Everything(town), StringComparison.Ordinal);
            await Take(Reading());
            Assert.Contains($"{Duty}|ss12000", await Scene.Everything(town), StringComparison.Ordinal);
        }

        await Take(Reading() with { Duties = [], Unused = [new Ss12000Deleted(Ss12000Kinds.Duties, Duty)] });
        Assert.DoesNotContain($"{Duty}|ss12000", await Scene.Everything(town), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renamed_staff_are_renamed_without_a_duty_in_the_reading_and_pupils_still_stay_out()
    {
        await Take(Reading());
        await Take(Reading() with { Organisations = [], Duties = [], Persons = [Person(Rektor, "Rut", ProtectionLevel.None), Person(Pupil, "Per", ProtectionLevel.None)] });

        var stands = await Scene.Everything(town);
        Assert.Contains($"ss12000:{Rektor}|Rut Ek|Rut@skola.example|", stands, StringComparison.Ordinal);
        Assert.Contains($"{Duty}|ss12000:{Rektor}|S-87654321|rektor|2025-08-01|", stands, StringComparison.Ordinal);
        Assert.DoesNotContain("Per Ek", stands, StringComparison.Ordinal);
        Assert.DoesNotContain(Pupil.ToString(), stands, StringComparison.Ordinal);
        await Take(Reading());
    }

    [Fact]
    public async Task Staff_who_have_died_have_no_role_from_today_and_those_who_live_abroad_keep_theirs()
    {
        var (dead, abroad, first, second) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await Take(Reading() with { Persons = [Person(dead, "Doris", ProtectionLevel.None), Person(abroad, "Abel", ProtectionLevel.None)], Duties = [At(first, dead), At(second, abroad)] });
        await Take(Reading() with
        {
            Persons = [Hashed(Person(dead, "Doris", ProtectionLevel.None) with { Status = PersonStatus.Dead }), Hashed(Person(abroad, "Abel", ProtectionLevel.None) with { Status = PersonStatus.Emigrated })],
            Duties = [At(first, dead), At(second, abroad)],
        });

        var stands = await Scene.Everything(town);
        Assert.Contains($"{first}|ss12000:{dead}|S-87654321|rektor|2025-08-01|2026-03-02", stands, StringComparison.Ordinal);
        Assert.Matches($"{second}\\|ss12000:{abroad}\\|S-87654321\\|rektor\\|2025-08-01\\|(\n|$)", stands);

        static Ss12000Duty At(Guid id, Guid person) => Hashed(new Ss12000Duty(id, person, School, "rektor", new DateOnly(2025, 8, 1), null));
    }

    private static readonly HashSet<string> Nobody = [];

    private static Ss12000Feed Reading(ProtectionLevel protection = ProtectionLevel.None) => new(
        new Dictionary<string, int>(StringComparer.Ordinal),
        [Hashed(new Ss12000Organisation(School, "S-87654321", "school", "87654321", "Skolan", "0780", null, null))],
        [Person(Rektor, "Rakel", protection), Person(Pupil, "Pelle", ProtectionLevel.None)],
        [],
        [Hashed(new Ss12000Duty(Duty, Rektor, School, "rektor", new DateOnly(2025, 8, 1), null))],
        [], [], [], default);

    private static Ss12000Person Person(Guid id, string name, ProtectionLevel protection) =>
        Hashed(new Ss12000Person(id, null, name, "Ek", null, null, protection, $"{name}@skola.example", null, []));

    private static T Hashed<T>(T entity)
        where T : Ss12000Entity
    {
        var content = new ContentHasher();
        entity.Describe(content);
        entity.Hash = content.Finish();
        return entity;
    }

    private async Task<DirectoryFeedResult> Take(Ss12000Feed feed)
    {
        var directory = town.Services.GetRequiredService<IDirectoryFeed>();
        var told = new Ss12000Directory(feed, await directory.People("ss12000", default));
        return await directory.Apply("ss12000", told.Units, [], told.People, told.Roles, [], told.Withdrawn, dryRun: false, default);
    }
}
