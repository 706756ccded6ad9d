using System.Globalization;
using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Responsibility;

internal sealed class SimulateVerb : IVerb
{
    public static string Name => "simulate";
    public static string Help => "--on DATE [--rules ID]: the transfers that would happen until DATE, per unit, and what another rule set would move at once";

    public static async Task<int> Run(VerbContext context)
    {
        await using var output = new StreamWriter(context.Out);
        var (on, ruleSet) = Read(context.Args);
        if (on is null)
        {
            await context.Error.WriteLineAsync($"simulate {Help}");
            return 2;
        }

        if (!DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
        {
            await context.Error.WriteLineAsync($"--on: '{on}' is not a date. Write it as 2026-08-31.");
            return 1;
        }

        try
        {
            var simulation = await context.Services.GetRequiredService<Simulator>().Run(until, ruleSet, context.Cancel);
            if (ruleSet is not null)
                await Write(output, $"At once under {ruleSet}", simulation.UnitsAtOnce(_ => true), simulation.OrganisationsAtOnce(_ => true));
            await Write(output, $"Until {on}", simulation.Units(_ => true), simulation.Organisations(_ => true));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{simulation.Children} children."));
            return 0;
        }
        catch (Invalid e)
        {
            foreach (var (field, reasons) in e.Fields)
                await context.Error.WriteLineAsync($"--{field}: {string.Join(" ", reasons)}");
            return 1;
        }
        catch (StoreUnavailable e)
        {
            await context.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <summary>A null date: the arguments are not what the verb takes.</summary>
    private static (string? On, string? RuleSet) Read(string[] args) => args switch
    {
        ["--on", var on] => (on, null),
        ["--on", var on, "--rules", var ruleSet] => (on, ruleSet),
        ["--rules", var ruleSet, "--on", var on] => (on, ruleSet),
        _ => (null, null),
    };

    private static async Task Write(StreamWriter output, string heading, IReadOnlyList<UnitMoves> units, IReadOnlyList<OrganisationMoves> organisations)
    {
        await output.WriteLineAsync(heading);
        await output.WriteLineAsync($"  {"organisation",-20} {"unit",-40} {"leaving",8} {"coming",8}");
        foreach (var unit in units)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {unit.Organisation,-20} {unit.UnitId ?? "-",-40} {unit.Leaving,8} {unit.Coming,8}"));
        await output.WriteLineAsync($"  {"from",-20} {"to",-40} {"children",8}");
        foreach (var way in organisations)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {way.From ?? "-",-20} {way.To ?? "-",-40} {way.Children,8}"));
        await output.WriteLineAsync();
    }
}
