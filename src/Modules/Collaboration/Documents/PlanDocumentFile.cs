using Kronobarn.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kronobarn.Collaboration;

/// <summary>A document on the plan, to be saved, from the plan's page.</summary>
[Route("/arbete/planer/{planId:guid}/dokument/{documentId:guid}"), Screen("Dokument", Asks = typeof(GetDocumentContent.Query))]
public sealed class PlanDocumentFile : StaffPage, IGivesFile
{
    [Parameter]
    public Guid PlanId { get; set; }

    [Parameter]
    public Guid DocumentId { get; set; }

    public async Task<IResult> Give() => (await Send(new GetDocumentContent.Query(PlanId, DocumentId))).Saved();
}
