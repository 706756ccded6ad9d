using Kronobarn.Collaboration;
using Kronobarn.Responsibility.Contracts;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Tests.Families;

/// <summary>What a child may see changes on its birthday, and anything that is kept back makes less of it until sixteen.</summary>
public class ChildAgesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly FamilyAges Ages = new(new ConfigurationBuilder().Build());
    private static readonly Guid Child = Guid.CreateVersion7();
    private static readonly Guid Guardian = Guid.CreateVersion7();

    [Theory]
    [InlineData("2017-03-03", false, false, false)]
    [InlineData("2017-03-02", true, false, false)]
    [InlineData("2013-03-03", true, false, false)]
    [InlineData("2013-03-02", true, true, false)]
    [InlineData("2010-03-03", true, true, false)]
    [InlineData("2010-03-02", true, true, true)]
    public void The_day_of_nine_thirteen_and_sixteen_opens_the_next(string born, bool goals, bool takesPart, bool adult)
    {
        var viewer = Viewer(born);

        Assert.Equal((goals, takesPart, takesPart, adult), (viewer.SeesGoals, viewer.TakesPart, viewer.NamesUnits, viewer.IsAdult));
        Assert.True(viewer.TellsTimes);
    }

    [Theory]
    [InlineData(true, false, false, false)]
    [InlineData(false, true, false, false)]
    [InlineData(false, false, true, false)]
    [InlineData(false, false, false, true)]
    public void Whatever_is_closed_kept_or_protected_leaves_a_child_under_sixteen_what_is_harmless(bool childIsProtected, bool guardianIsProtected, bool isClosed, bool isKept)
    {
        foreach (var born in (string[])["2019-03-02", "2016-03-02", "2012-03-02"])
        {
            var viewer = Viewer(born, childIsProtected, guardianIsProtected, isClosed, isKept);
            Assert.Equal((false, false, false, false), (viewer.TakesPart, viewer.NamesUnits, viewer.TellsTimes, viewer.Hears(Guardian)));
            Assert.True(viewer.Hears(Child));
        }

        var adult = Viewer("2009-03-02", childIsProtected, guardianIsProtected, isClosed, isKept);
        Assert.Equal((true, true, !childIsProtected && !guardianIsProtected), (adult.TakesPart, adult.TellsTimes, adult.NamesUnits));
    }

    private static FamilyViewer Viewer(string born, bool childIsProtected = false, bool guardianIsProtected = false, bool isClosed = false, bool isKept = false) =>
        new(new FamilyInfo(Child, "Barn", DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), childIsProtected, [new GuardianInfo(Guardian, "Vuxen", guardianIsProtected, isClosed)]), Child, Ages, Today,
            isKept ? [new KeptPart { PartId = Guid.CreateVersion7(), MemberId = Guardian }] : []);
}
