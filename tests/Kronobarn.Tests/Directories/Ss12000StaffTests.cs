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
        var told = new Ss12000Directory(Reading(ProtectionLevel.Sekretessmarkering));

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
            Assert.Empty(new Ss12000Directory(told).Roles);
            await Take(told);
            Assert.DoesNotContain($"{Duty}|ss12000", await Scene.Everything(town), StringComparison.Ordinal);
            await Take(Reading());
            Assert.Contains($"{Duty}|ss12000", await Scene.Everything(town), StringComparison.Ordinal);
        }

        await Take(Reading() with { Duties = [], Unused = [new Ss12000Deleted(Ss12000Kinds.Duties, Duty)] });
        Assert.DoesNotContain($"{Duty}|ss12000", await Scene.Everything(town), StringComparison.Ordinal);
    }

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

    private Task<DirectoryFeedResult> Take(Ss12000Feed feed)
    {
        var told = new Ss12000Directory(feed);
        return town.Services.GetRequiredService<IDirectoryFeed>().Apply("ss12000", told.Units, [], told.People, told.Roles, [], told.Withdrawn, dryRun: false, default);
    }
}
