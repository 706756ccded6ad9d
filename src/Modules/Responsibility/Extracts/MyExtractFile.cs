using Kronobarn.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kronobarn.Responsibility.Extracts;

/// <summary>The whole extract as a file that programs can read too, with the fingerprint by which it is known to be unaltered.</summary>
[Route("/familj/barn/{childId:guid}/utdrag/fil"), Screen("extract.title")]
public sealed class MyExtractFile : FamilyPage, IGivesFile
{
    [Parameter]
    public Guid ChildId { get; set; }

    // Written by the options that the fingerprint was made with.
    public async Task<IResult> Give()
    {
        var extract = await Send(new MakeMyExtract.Query(ChildId));
        Visit.Http.Response.Headers.ContentDisposition = "attachment; filename=\"utdrag.json\"";
        return TypedResults.Json(extract);
    }
}
