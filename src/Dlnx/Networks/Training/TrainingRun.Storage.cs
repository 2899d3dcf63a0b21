namespace Dlnx.Networks;

public sealed partial record TrainingRun
{
    private const string Kind = "training run";
    private const int Version = 1;

    /// <summary>Writes the run, exact to the last bit.</summary>
    public void WriteTo(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteHeader(Kind, Version);
        writer.Write((int)Outcome);
        writer.Write(Steps);
        writer.WriteIndex(SwitchStep);
        writer.WriteDoubles(Parameters);
        writer.WriteDoubles(Losses);
        writer.WriteSamples(Sharpness);
        writer.Write(TrainingAccuracy);
        writer.Write(ValidationAccuracy);
        writer.Write(ValidationLoss);
        writer.Write(TerminalSharpness);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="IOException">the content is of another kind or version, cut short or out of range</exception>
    public static TrainingRun ReadFrom(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.ReadHeader(Kind, Version);
        var run = new TrainingRun
        {
            Outcome = reader.ReadMember<TrainingOutcome>(),
            Steps = reader.ReadInt32(),
            SwitchStep = reader.ReadIndex(),
            Parameters = reader.ReadDoubles(),
            Losses = reader.ReadDoubles(),
            Sharpness = reader.ReadSamples(),
            TrainingAccuracy = reader.ReadDouble(),
            ValidationAccuracy = reader.ReadDouble(),
            ValidationLoss = reader.ReadDouble(),
            TerminalSharpness = reader.ReadDouble(),
        };
        return run.Steps >= 0 && run.Losses.Length == run.Steps + 1L
            ? run
            : throw new IOException($"A run of {run.Steps} steps has one loss more; found {run.Losses.Length}.");
    }
}
