using Kronobarn.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kronobarn.Collaboration.Families;

/// <summary>A document that is for one of the family, to be saved from the own page.</summary>
[Route("/familj/barn/{childId:guid}/dokument/{documentId:guid}"), Screen("documents.title")]
public sealed class MyDocumentFile : FamilyPage, IGivesFile
{
    [Parameter]
    public Guid ChildId { get; set; }

    [Parameter]
    public Guid DocumentId { get; set; }

    public async Task<IResult> Give() => (await Send(new GetMyDocumentContent.Query(ChildId, DocumentId))).Saved();
}
