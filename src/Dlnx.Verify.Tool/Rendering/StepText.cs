using System.Text;
using Dlnx.Verify.Exporters;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Tool.Rendering;

/// <summary>A difference as a person judges it: the numbers, where they were accepted, and the figures to look at.</summary>
/// <param name="store">The accepted numbers.</param>
/// <param name="results">The run that differs.</param>
/// <param name="review">The folder with the report of the claims that differ.</param>
internal sealed class StepText(GoldenStore store, RunResults results, string review)
{
    public string Of(ReviewStep step)
    {
        var text = new StringBuilder();
        switch (step)
        {
            case GoldenChange number:
                Number(text, number);
                break;
            case LedgerChange verdict:
                text.Append($"{verdict.Claim}: {verdict.Words}");
                Statement(text, verdict);
                break;
        }
        foreach (var path in Figures(step.Claim))
            text.Append($"\n  figure:     {path}");
        return text.ToString();
    }

    private void Number(StringBuilder text, GoldenChange number)
    {
        text.Append($"{number.Claim}: {number.Name} ({number.Words})");
        text.Append($"\n  accepted:   {GoldenTable.Number(number.Accepted)}");
        text.Append($"\n  now:        {GoldenTable.Number(number.Measured)}");
        if (number is { Accepted: { } accepted, Measured: { } measured })
        {
            var relative =
                accepted == 0 ? "" : $" ({(measured - accepted) / Math.Abs(accepted):+0.###E-0;-0.###E-0;0} rel.)";
            text.Append($"\n  difference: {measured - accepted:+0.######E-0;-0.######E-0;0}{relative}");
        }
        text.Append($"\n  tolerance:  {number.Tolerance}");
        text.Append($"\n  file:       {store.PathOf(number.Claim)}");
        if (store.Find(number.Claim) is not { Accepted: var from } file)
            return;
        var reason = from.Reason.Length > 0 ? $": {from.Reason}" : "";
        text.Append($", accepted {from.On} by {from.Tool}, seed {from.Seed}, {from.Kernel} kernels{reason}");
        if (file.Numbers.TryGetValue(number.Name, out var known) && known.Source.Length > 0)
            text.Append($"\n  source:     {known.Source}");
    }

    private void Statement(StringBuilder text, LedgerChange verdict)
    {
        if (results.Claims.FirstOrDefault(claim => claim.Id == verdict.Claim) is not { } claim)
            return;
        foreach (var statement in new[] { claim.Statement, claim.Corrected }.Where(part => part.Length > 0))
            text.Append($"\n  {statement.Trim().ReplaceLineEndings("\n  ")}");
    }

    private IEnumerable<string> Figures(string id)
    {
        var claim = results.Claims.FirstOrDefault(claim => claim.Id == id);
        var paths = claim is null ? [] : ReportFolder.Figures(claim).ToList();
        if (paths.Count > 0)
            yield return new Uri(Path.GetFullPath(Path.Combine(review, ReportFolder.PageName))).AbsoluteUri + "#" + id;
        foreach (var path in paths)
            yield return Path.Combine(review, path);
    }
}
