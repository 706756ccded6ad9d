using System.Diagnostics;
using System.Net;

namespace Kronobarn.Tests.Pages;

/// <summary>A paper that is asked for as PDF where what makes it is slow, broken or gone, and by those who may not have it. What real PDFs look like is seen in tests/Kronobarn.Browser.</summary>
public sealed class PaperTests : IDisposable
{
    private const string Mother = "198501092392", Stranger = "198501032380", Child = "201901012391";
    private const string Failed = "Det gick inte att göra en PDF just nu";

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("kronobarn-press-").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [OnUnix]
    public async Task What_the_press_makes_is_given_by_a_name_that_tells_nothing_of_the_child()
    {
        await using var house = await House.Of(Press("""for a in "$@"; do case "$a" in --print-to-pdf=*) printf '%%PDF-1.4 fake' > "${a#--print-to-pdf=}";; esac; done"""));
        var client = (await house.Reader(Mother)).Client;
        using var answer = await client.GetAsync($"{house.Extract}?format=pdf");

        Assert.Equal((HttpStatusCode.OK, "application/pdf", "utdrag.pdf"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.FileName));
        Assert.Equal("%PDF-1.4 fake", await answer.Content.ReadAsStringAsync());
        Assert.True(Ran);
        AssertNothingIsLeft();
    }

    [OnUnix]
    public async Task Whoever_may_not_read_the_page_never_comes_to_the_press()
    {
        await using var house = await House.Of(Press("exit 0"));

        Assert.Equal(HttpStatusCode.NotFound, (await (await house.Reader(Stranger)).Get($"{house.Extract}?format=pdf")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await PageReader.At(house.Town).Get($"{house.Extract}?format=pdf")).Status);
        Assert.False(Ran);
    }

    [OnUnix]
    public async Task A_press_that_hangs_is_ended_and_the_page_says_so()
    {
        await using var house = await House.Of(Press("""
            sleep 300 &
            echo $! > "$(dirname "$0")/child"
            wait
            """), seconds: 2);
        var watch = Stopwatch.StartNew();

        await AssertThePageSaysSo(house);
        Assert.InRange(watch.Elapsed.TotalSeconds, 1, 20);
        Assert.False(IsRunning(int.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "child")), System.Globalization.CultureInfo.InvariantCulture)), "What the press started runs on.");
        AssertNothingIsLeft();
    }

    [OnUnix]
    public async Task A_press_that_makes_nothing_or_is_not_there_leads_back_to_the_page()
    {
        await using (var broken = await House.Of(Press("exit 3")))
            await AssertThePageSaysSo(broken);
        await using (var gone = await House.Of(Path.Combine(folder, "no-such-program")))
            await AssertThePageSaysSo(gone);
        AssertNothingIsLeft();
    }

    [OnUnix]
    public async Task Where_no_press_is_named_there_is_no_button_and_the_address_gives_the_page()
    {
        await using var house = await House.Of(press: null);
        var mother = await house.Reader(Mother);

        Assert.DoesNotContain("format=pdf", (await mother.Get(house.Extract)).Text, StringComparison.Ordinal);
        Assert.Contains("<h1>Utdrag", (await mother.Get($"{house.Extract}?format=pdf")).Text, StringComparison.Ordinal);
    }

    private static async Task AssertThePageSaysSo(House house)
    {
        var mother = await house.Reader(Mother);
        var (status, _, to) = await mother.Get($"{house.Extract}?format=pdf");
        Assert.Equal(HttpStatusCode.Redirect, status);
        var (shown, text, _) = await mother.Get(to!.ToString());
        Assert.Equal(HttpStatusCode.OK, shown);
        Assert.Contains(Failed, text, StringComparison.Ordinal);
        Assert.Contains("<h1>Utdrag", text, StringComparison.Ordinal);
    }

    private static bool IsRunning(int id)
    {
        try
        {
            // One that has ended and that nobody has asked after is still counted.
            return File.ReadAllText($"/proc/{id}/stat").Split(' ')[2] is not ("Z" or "X");
        }
        catch (Exception e) when (e is IOException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private bool Ran => File.Exists(Path.Combine(folder, "ran"));

    private void AssertNothingIsLeft() => Assert.DoesNotContain(
        System.IO.Directory.EnumerateDirectories(Path.GetTempPath(), "kronobarn-paper-*"), left => File.Exists(Path.Combine(left, "page.html")) && File.ReadAllText(Path.Combine(left, "page.html")).Contains(Child[..8], StringComparison.Ordinal));

    private string Press(string does)
    {
        var file = Path.Combine(folder, "press");
        File.WriteAllText(file, $"#!/bin/sh\ntouch \"$(dirname \"$0\")/ran\"\n{does}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }

    private sealed record House(Town Town, string Extract) : IAsyncDisposable
    {
        public static async Task<House> Of(string? press, int seconds = 30)
        {
            var town = new Town();
            if (press is not null)
                town.Settings["Kronobarn:Pdf:Chromium"] = press;
            town.Settings["Kronobarn:Pdf:Seconds"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await town.InitializeAsync();
            var child = await town.Family(Child, "2019-01-01", Mother);
            await town.Family("201901062388", "2019-01-06", Stranger);
            return new House(town, $"/familj/barn/{child}/utdrag");
        }

        public async Task<PageReader> Reader(string number) => await PageReader.At(Town).AsFamily(number);

        public async ValueTask DisposeAsync() => await ((IAsyncLifetime)Town).DisposeAsync();
    }
}

/// <summary>The press is played by a small shell script.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnUnixAttribute : FactAttribute
{
    public override string? Skip
    {
        get => OperatingSystem.IsWindows() ? "Plays the browser by a shell script." : null;
    }
}
