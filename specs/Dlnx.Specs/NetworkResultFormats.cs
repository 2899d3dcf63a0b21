using Dlnx.Networks;
using Dlnx.Verify.Running;

namespace Dlnx.Specs;

/// <summary>Keeps training runs that checks share.</summary>
public sealed class TrainingRunFormat : IResultFormat<TrainingRun>
{
    /// <inheritdoc/>
    public void Write(TrainingRun result, BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(result);
        result.WriteTo(writer);
    }

    /// <inheritdoc/>
    public TrainingRun Read(BinaryReader reader) => TrainingRun.ReadFrom(reader);
}

/// <summary>Keeps burst recordings that checks share.</summary>
public sealed class BurstRecordingFormat : IResultFormat<BurstRecording>
{
    /// <inheritdoc/>
    public void Write(BurstRecording result, BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(result);
        result.WriteTo(writer);
    }

    /// <inheritdoc/>
    public BurstRecording Read(BinaryReader reader) => BurstRecording.ReadFrom(reader);
}
