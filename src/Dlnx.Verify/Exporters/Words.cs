using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters;

/// <summary>The words for outcomes, scales and relations.</summary>
internal static class Words
{
    public static string Of(Status status) =>
        status switch
        {
            Status.Reproduced => "reproduced",
            Status.Broken => "broken",
            Status.Skipped => "skipped",
            _ => "not run",
        };

    public static string Of(Scale scale) =>
        scale switch
        {
            Scale.Relative => " rel.",
            Scale.Mixed => " mixed",
            _ => "",
        };

    public static string Of(GoldenState state) =>
        state switch
        {
            GoldenState.Missing => "no accepted number",
            GoldenState.NotApplicable => "does not apply",
            _ => "",
        };

    /// <summary>The sign of a relation of a bound.</summary>
    public static string Of(string relation) =>
        relation switch
        {
            "below" => "< ",
            "above" => "> ",
            "at most" => "≤ ",
            "at least" => "≥ ",
            _ => relation + " ",
        };
}
