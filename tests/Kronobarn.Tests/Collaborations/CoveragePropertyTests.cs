using System.Globalization;
using Kronobarn.Collaboration;
using Kronobarn.Responsibility.Contracts;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Tests.Collaborations;

/// <summary>
/// Random forms, answers, exceptions, grounds, custody, judgements and days in random order, against a model that knows nothing of how it is decided: it keeps a list of
/// who may have what and strikes out. What the program lets through the model must let through, and the other way round.
/// </summary>
public class CoveragePropertyTests
{
    private const int Lives = 3_000;
    private const int Steps = 30;

    private static readonly int FirstSeed = int.TryParse(Environment.GetEnvironmentVariable("KRONOBARN_TEST_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20260302;
    private static readonly FamilyAges Ages = new(new ConfigurationBuilder().Build());
    private static readonly string[] Units = ["A", "B", "C"];
    private static readonly string[] All = ["concern", "analysis", "plan", "documents", "contact"];
    private static readonly Guid[] People = [.. Enumerable.Range(1, 4).Select(i => new Guid(i, 0, 0, new byte[8]))];

    [Fact]
    public void Nothing_is_open_that_no_consent_in_force_or_recorded_ground_covers_exactly()
    {
        var opened = 0;
        Parallel.For(0, Lives, life =>
        {
            var random = new Random(FirstSeed + life);
            var world = new World(random);
            for (var step = 0; step < Steps; step++)
            {
                var did = world.Happens();
                var coverage = world.Program();
                foreach (var from in Units)
                    foreach (var to in Units.Where(u => u != from))
                        foreach (var category in All)
                        {
                            var says = coverage.Lets(from, to, category);
                            if (says)
                                Interlocked.Increment(ref opened);
                            if (says != world.Allows(from, to, category))
                                Assert.Fail($"Seed {FirstSeed + life}, step {step} ({did}): {from} to {to}, {category}: the program says {says}.");
                        }
            }
        });
        Assert.True(opened > Lives, $"Only {opened} answers were yes: the model was hardly tried.");
    }

    private sealed class Asked
    {
        public required int Number { get; init; }
        public required DateOnly LastDay { get; init; }
        public required List<(string From, string To, string What)> Asks { get; init; }
        public Asked? Takes { get; init; }
        public bool IsOver { get; set; }
        public Dictionary<Guid, string> Said { get; } = [];
        public Dictionary<Guid, HashSet<(string To, string What)>> KeptBy { get; } = [];
        public Guid Id => new(Number, 1, 0, new byte[8]);
    }

    /// <summary>One child's life, as a clerk with a list would keep it.</summary>
    private sealed class World(Random random)
    {
        private readonly List<Asked> forms = [];
        private readonly List<(string From, string To, string What, DateOnly LastDay)> grounds = [];
        private readonly HashSet<Guid> custody = [People[1]];
        private readonly DateOnly born = new DateOnly(2026, 3, 2).AddYears(-random.Next(8, 18)).AddDays(-random.Next(360));
        private DateOnly today = new(2026, 3, 2);
        private string? judged;

        private int Age
        {
            get
            {
                var age = 0;
                while (born.AddYears(age + 1) <= today)
                    age++;
                return age;
            }
        }

        // The child is People[0]. At 18 it speaks for itself and nobody for it.
        private List<Guid> MustSayYes => Age >= 18 ? [People[0]]
            : [.. People.Skip(1).Where(custody.Contains), .. (judged ?? (Age >= 15 ? "needed" : "")) == "needed" ? new[] { People[0] } : []];

        public string Happens()
        {
            switch (random.Next(13))
            {
                case 0 or 1:
                    var asks = Enumerable.Range(0, random.Next(1, 4)).Select(_ => (From: Unit(), To: Unit(), What: What())).Where(l => l.From != l.To).Distinct().ToList();
                    var form = new Asked { Number = forms.Count + 1, LastDay = today.AddDays(random.Next(0, 60)), Asks = asks, Takes = forms.Count > 0 && random.Next(2) == 0 ? forms[random.Next(forms.Count)] : null };
                    forms.Add(form);
                    foreach (var member in MustSayYes.Concat(random.Next(3) == 0 ? [People[0]] : []).Distinct())
                        form.Said[member] = "requested";
                    return "asked";
                case 2 or 3 or 4 or 5 or 6:
                    return Answer();
                case 7:
                    grounds.Add((Unit(), Unit(), What(), today.AddDays(random.Next(0, 20))));
                    return "ground";
                case 8:
                    if (grounds.Count > 0)
                        grounds.RemoveAt(random.Next(grounds.Count));
                    return "ground ended";
                case 9:
                    var guardian = People[random.Next(1, 4)];
                    if (!custody.Remove(guardian))
                        custody.Add(guardian);
                    return "custody";
                case 10:
                    judged = ((string?[])[null, "needed", "asked", "not-asked"])[random.Next(4)];
                    return "judged";
                case 11:
                    if (forms.Count > 0)
                        forms[random.Next(forms.Count)].IsOver = true;
                    return "form over";
                default:
                    today = today.AddDays(random.Next(0, 30));
                    return "days pass";
            }
        }

        /// <summary>The same told to the program, in its own shapes and shuffled.</summary>
        public Coverage Program()
        {
            var family = new FamilyInfo(People[0], "Barn", born, false, [.. (Age >= 18 ? [] : custody).Select(id => new GuardianInfo(id, "Vuxen", false, false))]);
            var needed = Givers.Of(family, judged, Ages, today).Where(g => g.IsNeeded).Select(g => g.MemberId).ToList();
            var asked = forms.Where(f => !f.IsOver).Select(f => new AskedConsent(f.Id, f.LastDay,
                [.. f.Said.Select(said => new Given(said.Key, said.Value, [.. f.KeptBy.GetValueOrDefault(said.Key, []).Select(k => new HeldBack(k.To, k.What))]))],
                [.. f.Asks.Select(l => new ConsentLine(l.From, l.To, l.What))], f.Takes?.Id)).ToArray();
            random.Shuffle(asked);
            return new Coverage(asked, [.. grounds.Select(g => new RecordedGround(Guid.NewGuid(), g.From, g.To, g.What, g.LastDay))], needed, today);
        }

        public bool Allows(string from, string to, string what)
        {
            foreach (var ground in grounds)
            {
                if (ground.From == from && ground.To == to && ground.What == what && ground.LastDay.DayNumber - today.DayNumber >= 0)
                    return true;
            }

            foreach (var form in forms)
            {
                if (!Stands(form) || forms.Exists(other => other.Takes == form && Stands(other)))
                    continue;
                var list = new HashSet<(string, string, string)>(form.Asks);
                foreach (var (_, kept) in form.KeptBy)
                    list.RemoveWhere(l => kept.Contains((l.Item2, l.Item3)));
                if (list.Contains((from, to, what)))
                    return true;
            }

            return false;
        }

        private bool Stands(Asked form)
        {
            if (form.IsOver || today > form.LastDay || form.Said.ContainsValue("withdrawn"))
                return false;
            var yes = 0;
            foreach (var member in MustSayYes)
            {
                if (!form.Said.TryGetValue(member, out var said) || said is not ("given" or "not-asked"))
                    return false;
                yes += said == "given" ? 1 : 0;
            }

            return yes > 0;
        }

        private string Answer()
        {
            if (forms.Count == 0)
                return "nothing";
            var form = forms[random.Next(forms.Count)];
            if (form.Said.Count == 0)
                return "nothing";
            var member = form.Said.Keys.ElementAt(random.Next(form.Said.Count));
            var now = form.Said[member];
            // Mostly yes, or hardly anything would ever be open.
            var says = ((string[])["given", "given", "given", "given", "refused", "withdrawn", "not-asked"])[random.Next(7)];
            if (ConsentSteps.After(now, says) is not { } after)
                return "nothing";
            form.Said[member] = after;
            if (after == "given")
                form.KeptBy[member] = random.Next(3) == 0 && form.Asks.Count > 0 ? [(form.Asks[0].To, form.Asks[0].What)] : [];
            return $"{says} by {member}";
        }

        private string Unit() => Units[random.Next(Units.Length)];

        private string What() => All[random.Next(All.Length)];
    }
}
