using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>What is claimed, what holds instead, and why: the same blocks on a claim's page and among the errata.</summary>
internal static class StatementBlocks
{
    /// <summary>The statement. A reconstruction is not presented as the paper's own words.</summary>
    public static Markup Given(ClaimResult claim)
    {
        var heading = claim switch
        {
            { Kind: ClaimKind.Extension } => "What holds beyond the paper",
            { Provenance: Provenance.Printed } => "As stated",
            _ => "As reconstructed by us",
        };
        return Markup.Of(
            $"<section class=\"statement\"><h2>{heading}</h2>{StatementMarkup.Paragraphs(claim.Statement)}</section>"
        );
    }

    /// <summary>The readings that the wording allows.</summary>
    public static Markup Readings(ClaimResult claim)
    {
        var items = claim.Readings.Select(reading => Markup.Of($"<li>{StatementMarkup.Inline(reading)}</li>"));
        return Markup.When(
            claim.Readings.Count > 0,
            () => Markup.Of($"<section class=\"readings\"><h2>Readings considered</h2><ul>{items}</ul></section>")
        );
    }

    /// <summary>The corrected statement; for a refuted one, that there is none.</summary>
    public static Markup Corrected(ClaimResult claim) =>
        claim switch
        {
            { Corrected.Length: > 0 } => Markup.Of(
                $"<section class=\"statement corrected\"><h2>What holds</h2>{StatementMarkup.Paragraphs(claim.Corrected)}</section>"
            ),
            { Verdict: Verdict.Refuted } => Markup.Of(
                $"<section class=\"statement corrected\"><h2>What holds</h2><p>We know of no small repair.</p></section>"
            ),
            _ => Markup.Empty,
        };

    /// <summary>Why the verdict is not Confirmed.</summary>
    public static Markup Reason(ClaimResult claim) =>
        Markup.When(
            claim.Explanation.Length > 0,
            () =>
                Markup.Of(
                    $"<section class=\"reason\"><h2>Why {Phrase(claim.Verdict)}</h2>{StatementMarkup.Paragraphs(claim.Explanation)}</section>"
                )
        );

    private static string Phrase(Verdict verdict) => verdict.ToString().ToLowerInvariant();
}
