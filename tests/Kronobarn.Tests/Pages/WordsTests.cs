using System.Text.Json;
using System.Text.RegularExpressions;
using FluentValidation;
using FluentValidation.Validators;
using Kronobarn.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Pages;

/// <summary>Everything that a page can say, it can say in words.</summary>
public sealed partial class WordsTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public void Every_language_has_every_text_with_the_same_places_for_what_is_filled_in()
    {
        var swedish = Texts("sv");
        Assert.True(Words.All.Count >= 4, "Swedish, easy Swedish, English and Arabic at least.");

        Rule.NoOffenders("Texts that a language lacks, has too many, or fills in otherwise:",
            from language in Words.All
            let texts = Texts(language.Code)
            from key in swedish.Keys.Union(texts.Keys, StringComparer.Ordinal)
            where !swedish.TryGetValue(key, out var one) || !texts.TryGetValue(key, out var other) || !Places(one).SequenceEqual(Places(other), StringComparer.Ordinal)
            select $"{language.Code}: {key}");
    }

    [Fact]
    public void Every_reason_for_which_a_rule_says_no_has_swedish_words()
    {
        _ = town.Services.GetRequiredService<Screens>();
        var codes = Sources().SelectMany(text => RefusedCode().Matches(text).Select(match => match.Groups["word"].Value)).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(codes.Count > 20, "The rules' reasons were not found.");

        Rule.NoOffenders("Reasons without words (refused.{code}):", codes.Where(code => !Words.Staff.Has($"refused.{code}")));
    }

    [Fact]
    public void Every_fault_that_a_rule_finds_has_swedish_words()
    {
        _ = town.Services.GetRequiredService<Screens>();
        var faults = Sources().SelectMany(text => Fault().Matches(text).Select(match => match.Groups["word"].Value)).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(faults.Count > 50, "The rules' faults were not found.");

        Rule.NoOffenders("Faults without words (fault:{sentence}):", faults.Where(fault => Words.Staff.Fault(fault) == Words.Staff["fault.wrong"]));
    }

    /// <summary>Also those that a validator has from a constant, and those of the library itself.</summary>
    [Fact]
    public void Every_fault_that_a_validator_can_find_has_swedish_words()
    {
        _ = town.Services.GetRequiredService<Screens>();
        using var scope = town.Services.CreateScope();
        var told = (from module in town.Services.GetRequiredService<Kernel.ModuleList>().All
                    from part in module.Parts
                    where part.Contract.IsGenericType && part.Contract.GetGenericTypeDefinition() == typeof(IValidator<>)
                    // What a question may ask is up to the page that asks it.
                    where !part.Contract.GenericTypeArguments[0].GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(Kernel.IQuery<>))
                    let validator = (IEnumerable<IValidationRule>)scope.ServiceProvider.GetServices(part.Contract).First(found => found!.GetType() == part.Type)!
                    from rule in validator
                    from component in rule.Components
                    where component.Validator is not IChildValidatorAdaptor
                    select (part.Type, Says: component.GetUnformattedErrorMessage())).ToList();
        Assert.True(told.Count > 100, $"Only {told.Count} rules were found.");

        Rule.NoOffenders("Faults without words (fault:{sentence}):", from rule in told
                                                                     let sentence = Place().Replace(NamedPlace().Replace(rule.Says, "1"), "1")
                                                                     where Words.Staff.Fault(rule.Says) == Words.Staff["fault.wrong"] && Words.Staff.Fault(sentence) == Words.Staff["fault.wrong"]
                                                                     select $"{rule.Type.DeclaringType?.Name}: {rule.Says}");
    }

    [Fact]
    public void Every_text_that_a_page_asks_for_is_there()
    {
        _ = town.Services.GetRequiredService<Screens>();
        var pages = System.IO.Directory.EnumerateFiles(Repository.In("src"), "*.razor", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();
        var asked = pages.SelectMany(text => Asked().Matches(text).Select(match => match.Groups["word"].Value)).Distinct(StringComparer.Ordinal).ToList();
        var told = pages.SelectMany(text => Told().Matches(text).Select(match => $"notice.{match.Groups["word"].Value}")).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(asked.Count > 100 && told.Count > 40, $"{asked.Count} texts and {told.Count} notices were found.");

        Rule.NoOffenders("Texts that pages ask for and nobody has written:", asked.Concat(told).Where(key => !Words.Staff.Has(key)));
    }

    private static IEnumerable<string> Sources() => System.IO.Directory.EnumerateFiles(Repository.In("src/Modules"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/Feeds/", StringComparison.Ordinal)).Select(File.ReadAllText);

    private static Dictionary<string, string> Texts(string code)
    {
        using var stream = typeof(Words).Assembly.GetManifestResourceStream($"texts/{code}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}", RegexOptions.NonBacktracking)]
    private static partial Regex Place();

    [GeneratedRegex(@"\{[A-Za-z]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex NamedPlace();

    [GeneratedRegex("Words\\[\"(?<word>[^\"{]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Asked();

    [GeneratedRegex("Visit\\.Tell\\(\"(?<word>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Told();

    [GeneratedRegex("new Refused\\(\"(?<word>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex RefusedCode();

    [GeneratedRegex("(?:WithMessage\\(|new Invalid\\(\"[^\"]+\", )\"(?<word>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Fault();
}
