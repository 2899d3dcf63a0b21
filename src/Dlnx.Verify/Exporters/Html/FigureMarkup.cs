using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>Figures: a frame of fixed size in the page, and the specification with its table packed beside it.</summary>
internal static class FigureMarkup
{
    /// <summary>The figures of a claim, with the names under which they are packed.</summary>
    public static IEnumerable<NamedFigure> Of(ClaimResult claim) =>
        claim
            .Checks.SelectMany(check => check.Evidence)
            .OfType<FigureEvidence>()
            .Select((figure, i) => new NamedFigure($"figure {claim.Id} {i + 1}", claim, figure));

    /// <summary>The frame that the page draws into when it comes into view.</summary>
    public static Markup Frame(NamedFigure figure) =>
        Markup.Of(
            $"""
            <figure class="figure" data-figure="{figure.Name}"><div class="plot" role="group" aria-label="{figure.Evidence.Name}"></div><figcaption><span>{figure.Evidence.Name}</span> <a class="of" href="#{figure.Claim.Id}">{figure.Claim.Id}</a> <button type="button" data-csv>CSV</button></figcaption></figure>
            """
        );

    /// <summary>What the page needs to draw the figure, as JSON.</summary>
    public static string Content(FigureEvidence figure) =>
        $"{{\"spec\":{figure.Spec.ToJsonString()},\"table\":{FigureTable.Json(figure.Table)}}}";
}

/// <summary>A figure and the name under which the page finds its data.</summary>
/// <param name="Name">The name.</param>
/// <param name="Claim">The claim that drew it.</param>
/// <param name="Evidence">The specification and its table.</param>
internal sealed record NamedFigure(string Name, ClaimResult Claim, FigureEvidence Evidence);
