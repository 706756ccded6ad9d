using System.Globalization;
using System.Text.Json;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>Takes one entity: the kind that was asked for, the kind that its list was filed under (deleted entities), the entity or null when a key stands twice in it.</summary>
internal delegate void Ss12000Taker(string kind, string? listKind, JsonElement? entity);

/// <summary>An SS 12000 source as files: <c>persons.json</c>, or one file a page, <c>persons-1.json</c>, <c>persons-2.json</c> …</summary>
internal static class Ss12000Folder
{
    public static async Task ReadAsync(string folder, Ss12000Limits limits, Ss12000Taker take, CancellationToken cancellation)
    {
        if (!System.IO.Directory.Exists(folder))
            throw new FeedRefused("folder", "does not exist");
        var any = false;
        foreach (var kind in Ss12000Kinds.All)
        {
            string? token = null;
            foreach (var (name, path) in Pages(folder, kind))
            {
                any = true;
                await using var file = new FileStream(
                    path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
                token = await new Ss12000Page(kind, name, limits.PageBytes, (list, e) => take(kind, list, e)).ReadAsync(file, cancellation);
            }

            // An export that stops at a page which tells of another one was cut off.
            if (token is not null)
                throw new FeedRefused(kind, "the last page says that there are more");
        }

        if (!any)
            throw new FeedRefused("folder", "holds no file of SS 12000");
    }

    private static List<(string Name, string Path)> Pages(string folder, string kind)
    {
        var pages = new List<(string, string)>();
        var whole = Path.Combine(folder, kind + ".json");
        if (File.Exists(whole))
            pages.Add((kind + ".json", whole));

        var numbered = System.IO.Directory.EnumerateFiles(folder, kind + "-*.json")
            .Select(path => (Number: Number(path, kind), Path: path))
            .Where(page => page.Number is not null)
            .OrderBy(page => page.Number)
            .ToList();
        for (var i = 0; i < numbered.Count; i++)
        {
            if (numbered[i].Number != i + 1)
                throw new FeedRefused(kind, string.Create(CultureInfo.InvariantCulture, $"page {i + 1} is missing"));
            pages.Add((Path.GetFileName(numbered[i].Path), numbered[i].Path));
        }

        return pages;
    }

    private static int? Number(string path, string kind)
        => int.TryParse(Path.GetFileNameWithoutExtension(path.AsSpan())[(kind.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
