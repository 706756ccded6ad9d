namespace Kronobarn.Browser;

internal static class Offenders
{
    /// <summary>Fails with every offender at once, so that a broken rule is mended in one go.</summary>
    public static void None(string rule, IEnumerable<string> offenders)
    {
        var all = offenders.ToList();
        if (all.Count > 0)
            Assert.Fail($"{rule}{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }
}
