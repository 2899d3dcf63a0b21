using Dlnx.Verify.Results;

namespace Dlnx.Verify.Recording;

/// <summary>Evidence in the making: complete once its check has ended.</summary>
internal interface IRecord
{
    Evidence ToEvidence();
}
