namespace Kronobarn.Tests;

internal static class Rule
{
    /// <summary>Fails with every offender at once, so that a broken rule is mended in one go.</summary>
    public static void NoOffenders(string rule, IEnumerable<string> offenders)
    {
        var all = offenders.ToList();
        if (all.Count > 0)
            Assert.Fail($"{rule}{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }
}
