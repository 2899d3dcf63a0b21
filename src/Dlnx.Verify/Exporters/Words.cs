using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters;

/// <summary>The words for outcomes.</summary>
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
}
