using Kronobarn.Directory.Contracts;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Tests.Accesses;

/// <summary>The policy that runs and the one that people read are the same, decision by decision; and no word of either is idle.</summary>
public class AccessMatrixTests
{
    private static readonly Guid Consent = Guid.CreateVersion7();
    private static readonly AccessMatrix Matrix = new();
    private static readonly Lazy<List<Question>> Questions = new(() => [.. Ask()]);

    private sealed record Question(string Operation, Asker Asker, AccessFacts Facts, string? Expected)
    {
        public string? Ground(IReadOnlyList<AccessLine> policy) => Access.Decide(policy, Asker, Operation, Facts).Ground;

        public override string ToString() => $"{Operation} by {Asker}, {Facts.Relations}, protected {Facts.IsProtected}, named {Facts.IsNamed}, consent {Facts.Consent is not null}";
    }

    [Fact]
    public void The_policy_decides_as_the_matrix_says_for_every_operation_asker_relation_and_pair_of_relations()
    {
        var wrong = Questions.Value.Where(q => q.Ground(Access.Policy) != q.Expected).Take(20).Select(q => $"{q}: the matrix says {q.Expected ?? "no"}, the policy {q.Ground(Access.Policy) ?? "no"}");

        Assert.True(Questions.Value.Count > 100_000, $"Only {Questions.Value.Count} decisions were asked for.");
        Rule.NoOffenders("Policy and docs/access-matrix.csv disagree:", wrong);
    }

    [Fact]
    public void Every_operation_and_every_ground_stands_in_the_matrix()
    {
        Assert.Equal(Operations.All.Order(StringComparer.Ordinal), Matrix.Operations.Order(StringComparer.Ordinal));
        Assert.Equal(Access.Policy.Select(line => line.Ground).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), Matrix.Grounds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Whatever_is_taken_from_the_policy_is_missed_by_the_matrix()
    {
        var asked = Questions.Value.Where(q => q.Expected is not null || q.Ground(WithoutConditions) is not null).ToList();
        var mutants = Mutants().ToList();

        Assert.True(mutants.Count > 100, $"Only {mutants.Count} changes were tried.");
        Rule.NoOffenders("Changes of the policy that no decision of the matrix notices:", mutants.Where(m => asked.TrueForAll(q => q.Ground(m.Policy) == q.Expected)).Select(m => m.Change));
    }

    [Fact]
    public void A_consent_is_named_by_a_decision_that_rests_on_it_and_by_no_other()
    {
        Assert.Equal(Consent, Access.Decide(Asker.Staff, Operations.ReadPlan, new AccessFacts(Relations.Party, Consent: Consent)).Consent);
        Assert.Null(Access.Decide(Asker.Staff, Operations.ReadChild, new AccessFacts(Relations.Holder, Consent: Consent)).Consent);
    }

    [Fact]
    public void To_refuse_allocates_nothing()
    {
        var facts = new AccessFacts(Relations.Former | Relations.Reporter, IsProtected: true);
        Assert.False(Refuse(facts));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var any = Refuse(facts);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.False(any);
    }

    private static bool Refuse(in AccessFacts facts)
    {
        var any = false;
        for (var i = 0; i < 1000; i++)
        {
            foreach (var operation in (ReadOnlySpan<string>)[Operations.ReadChild, Operations.WorkCase, Operations.ReviewLog, "no.such-operation"])
                any |= Access.Decide(Asker.Staff, operation, facts).IsAllowed;
        }

        return any;
    }

    private static IEnumerable<Question> Ask() =>
        from operation in Operations.All.Append("no.such-operation")
        from asker in AccessMatrix.Askers.Append(Asker.None)
        from relations in AccessMatrix.Single.SelectMany((one, i) => AccessMatrix.Single.Skip(i).Select(other => one | other)).Prepend(Relations.None)
        from isProtected in (bool[])[false, true]
        from isNamed in (bool[])[false, true]
        from hasConsent in (bool[])[false, true]
        select new Question(operation, asker, new AccessFacts(relations, isProtected, isNamed, hasConsent ? Consent : null), Matrix.Decide(operation, asker, relations, isProtected, isNamed, hasConsent));

    private static IReadOnlyList<AccessLine> WithoutConditions { get; } = [.. Access.Policy.Select(line => line with { NeedsConsent = false, OpensProtected = true })];

    /// <summary>Each line gone, each of its operations, askers and relations gone, and each of its conditions turned.</summary>
    private static IEnumerable<(string Change, IReadOnlyList<AccessLine> Policy)> Mutants()
    {
        for (var i = 0; i < Access.Policy.Count; i++)
        {
            var line = Access.Policy[i];
            var name = $"line {i}, {line.Ground} {line.Relation}";
            yield return ($"{name} gone", [.. Access.Policy.Where(l => l != line)]);
            foreach (var operation in line.Operations)
                yield return ($"{name} without {operation}", With(i, new AccessLine(line.Ground, line.Relation, line.Askers, [.. line.Operations.Where(o => o != operation)], line.NeedsConsent, line.OpensProtected)));
            foreach (var asker in AccessMatrix.Askers.Where(a => line.Askers.HasFlag(a)))
                yield return ($"{name} without {asker}", With(i, line with { Askers = line.Askers & ~asker }));
            // A line without its only relation would be one that asks for no child.
            foreach (var relation in AccessMatrix.Single.Where(r => line.Relation.HasFlag(r) && line.Relation != r))
                yield return ($"{name} without {relation}", With(i, line with { Relation = line.Relation & ~relation }));
            if (line.NeedsConsent || line.Operations.Contains(Operations.ReadChild, StringComparer.Ordinal))
                yield return ($"{name} with the question of consent turned", With(i, line with { NeedsConsent = !line.NeedsConsent }));
            if (line.Relation != Relations.None)
                yield return ($"{name} with the question of protection turned", With(i, line with { OpensProtected = !line.OpensProtected }));
        }
    }

    private static List<AccessLine> With(int place, AccessLine line) => [.. Access.Policy.Select((l, i) => i == place ? line : l)];
}
