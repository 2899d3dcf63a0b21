using Dlnx.Verify.Results;

namespace Dlnx.Verify.Isolation;

/// <summary>What a worker says.</summary>
internal enum WorkerNews
{
    /// <summary>It can take checks.</summary>
    Ready,

    /// <summary>It begins the check that it was given.</summary>
    Started,

    /// <summary>The check says where it is.</summary>
    Progressed,

    /// <summary>The check ended.</summary>
    Ended,
}

/// <summary>A message of a worker.</summary>
/// <param name="News">What it says.</param>
/// <param name="Progress">Where a check that progressed is.</param>
/// <param name="Check">What a check that ended showed; null when it left no result.</param>
internal sealed record WorkerMessage(WorkerNews News, string Progress = "", CheckResult? Check = null);
