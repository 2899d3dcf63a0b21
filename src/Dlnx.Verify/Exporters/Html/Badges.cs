using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>Verdicts and outcomes as words with a shape and a colour, so that colour never stands alone.</summary>
internal static class Badges
{
    /// <summary>The shapes, once per page; badges refer to them.</summary>
    public static Markup Shapes { get; } =
        new(
            """
            <svg width="0" height="0" class="shapes" aria-hidden="true"><defs>
            <symbol id="v-confirmed" viewBox="0 0 16 16"><path d="M3 8.5 6.5 12 13 4.5"/></symbol>
            <symbol id="v-corrected" viewBox="0 0 16 16"><path d="M8 3 13.5 12.5H2.5Z"/></symbol>
            <symbol id="v-refuted" viewBox="0 0 16 16"><path d="M4 4 12 12M12 4 4 12"/></symbol>
            <symbol id="v-conditional" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5"/><path class="solid" d="M8 3a5 5 0 0 1 0 10Z"/></symbol>
            <symbol id="v-surrogate" viewBox="0 0 16 16"><path d="M2.5 9.5c2-4 4-4 5.5-1.5s3.500 2.500 5.500-1.500"/></symbol>
            <symbol id="v-unchecked" viewBox="0 0 16 16"><path d="M4 8h8"/></symbol>
            </defs></svg>
            """
        );

    /// <summary>The class that colours an element by verdict.</summary>
    public static string Class(Verdict verdict) => "v-" + verdict.ToString().ToLowerInvariant();

    /// <summary>The shape of a verdict.</summary>
    public static Markup Shape(Verdict verdict) =>
        Markup.Of($"<svg class=\"shape\" aria-hidden=\"true\"><use href=\"#{Class(verdict)}\"/></svg>");

    /// <summary>A verdict.</summary>
    public static Markup Of(Verdict verdict) =>
        Markup.Of($"<span class=\"verdict {Class(verdict)}\">{Shape(verdict)}{verdict}</span>");

    /// <summary>An outcome.</summary>
    public static Markup Of(Status status) =>
        Markup.Of($"<span class=\"status s-{status.ToString().ToLowerInvariant()}\">{Words.Of(status)}</span>");

    /// <summary>Where the statement comes from: quoted, reconstructed, or beyond the paper.</summary>
    public static Markup Origin(ClaimResult claim) =>
        claim switch
        {
            { Kind: ClaimKind.Extension } => Markup.Of($"<span class=\"chip\">ours, beyond the paper</span>"),
            { Provenance: Provenance.Printed } => Markup.Of($"<span class=\"chip\">as printed</span>"),
            _ => Markup.Of(
                $"<span class=\"chip reconstructed\">reconstructed: the formula was not legible in our source</span>"
            ),
        };
}
