using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Casework;

/// <summary>One of the model's questions: the key that is stored and sent, and the Swedish words on the screen.</summary>
internal sealed record ModelQuestion(string Key, string Text);

/// <summary>The questions as they are from a day until a later version's day. An analysis keeps the number of the version that it was made with.</summary>
internal sealed record QuestionsVersion(int Version, DateOnly From, IReadOnlyList<ModelQuestion> Questions)
{
    public bool Has(string question) => Questions.Any(q => q.Key.Equals(question, StringComparison.Ordinal));
}

/// <summary>
/// The questions that an analysis answers (modellens frågor). Version 1 is the five questions of GIRFEC's National Practice Model, which the county's model took over.
/// <c>Kronobarn:Questions:Versions</c> may add versions, each with <c>Version</c>, <c>From</c> and <c>Questions</c> (<c>Key</c> and <c>Text</c>); what is wrong stops the
/// start, with the setting's name.
/// </summary>
internal sealed partial class ModelQuestions
{
    private const string Root = "Kronobarn:Questions:Versions";

    private static readonly QuestionsVersion First = new(1, DateOnly.MinValue,
    [
        new("in-the-way", "Vad står i vägen för det här barnets välbefinnande?"),
        new("information", "Har jag all information som jag behöver för att hjälpa barnet?"),
        new("i-can", "Vad kan jag göra nu för att hjälpa barnet?"),
        new("organisation-can", "Vad kan min verksamhet göra för att hjälpa barnet?"),
        new("others-help", "Vilken hjälp därutöver kan behövas från andra?"),
    ]);

    private readonly List<QuestionsVersion> versions = [First];

    /// <exception cref="InvalidOperationException">A version is incomplete, or does not follow the one before it.</exception>
    public ModelQuestions(IConfiguration configuration)
    {
        foreach (var (path, added) in configuration.GetSection(Root).GetChildren().Select(section => (section.Path, Version: Read(section))).OrderBy(v => v.Version.Version))
        {
            var latest = versions[^1];
            if (added.Version <= latest.Version)
                throw new InvalidOperationException($"{path}:Version is {added.Version}, which is taken: version 1 is built in, and every other number is used once.");
            if (added.From <= latest.From)
                throw new InvalidOperationException($"{path}:From must be after {latest.From:yyyy-MM-dd}, from which version {latest.Version} holds.");
            versions.Add(added);
        }
    }

    /// <summary>The version in force on a Stockholm day.</summary>
    public QuestionsVersion On(DateOnly day) => versions.FindLast(v => v.From <= day)!;

    /// <summary>A question as the version had it; the key itself where it is no more.</summary>
    public string TextOf(int version, string question) =>
        versions.Find(v => v.Version == version)?.Questions.FirstOrDefault(q => q.Key.Equals(question, StringComparison.Ordinal))?.Text ?? question;

    private static QuestionsVersion Read(IConfigurationSection section)
    {
        if (!int.TryParse(section["Version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            throw new InvalidOperationException($"{section.Path}:Version is '{section["Version"]}'; it must be a whole number.");
        if (!DateOnly.TryParseExact(section["From"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from))
            throw new InvalidOperationException($"{section.Path}:From is '{section["From"]}'; it must be a date, yyyy-MM-dd.");

        var questions = section.GetSection("Questions").GetChildren().Select(ReadQuestion).ToList();
        if (questions.Count == 0)
            throw new InvalidOperationException($"{section.Path}:Questions is empty; each has Key and Text.");
        if (questions.GroupBy(question => question.Key, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
            throw new InvalidOperationException($"{section.Path}:Questions has the key '{twice.Key}' twice.");
        return new QuestionsVersion(version, from, questions);
    }

    private static ModelQuestion ReadQuestion(IConfigurationSection section)
    {
        if (section["Key"] is not { } key || !KeyForm().IsMatch(key))
            throw new InvalidOperationException($"{section.Path}:Key is '{section["Key"]}'; it must be lower-case English words with hyphens, at most 40 characters.");
        if (section["Text"] is not { } text || string.IsNullOrWhiteSpace(text))
            throw new InvalidOperationException($"{section.Path}:Text is missing: the question in Swedish.");
        return new ModelQuestion(key, text.Trim());
    }

    [GeneratedRegex("^(?=.{1,40}\\z)[a-z]+(-[a-z]+)*\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyForm();
}
