using Dlnx.Numerics;

namespace Dlnx.Networks;

public sealed partial record BurstRecording
{
    private const string Kind = "burst recording";
    private const int Version = 1;

    /// <summary>Writes the recording, exact to the last bit.</summary>
    public void WriteTo(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteHeader(Kind, Version);
        Write(writer, Plan);
        writer.Write((int)Outcome);
        writer.Write(FirstStep);
        writer.WriteDoubles(Start);
        writer.WriteSamples(Search);
        writer.Write(Records.Count);
        foreach (var record in Records)
            Write(writer, record);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="IOException">the content is of another kind or version, cut short or out of range</exception>
    public static BurstRecording ReadFrom(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.ReadHeader(Kind, Version);
        var recording = new BurstRecording
        {
            Plan = ReadPlan(reader),
            Outcome = reader.ReadMember<BurstOutcome>(),
            FirstStep = reader.ReadInt32(),
            Start = reader.ReadDoubles(),
            Search = reader.ReadSamples(),
            Records = [],
        };
        var records = new BurstRecord[reader.ReadCount(sizeof(double))];
        for (var i = 0; i < records.Length; i++)
            records[i] = ReadRecord(reader, recording.Plan.Tracked, recording.Start.Length);
        return recording with { Records = records };
    }

    private static void Write(BinaryWriter writer, BurstPlan plan)
    {
        writer.Write(plan.LearningRate);
        writer.Write(plan.Records);
        writer.Write(plan.LanczosSteps);
        writer.Write(plan.Tracked);
        writer.Write(plan.WarmPairs);
        writer.Write(plan.FirstCheck);
        writer.Write(plan.CheckEvery);
        writer.Write(plan.Trigger);
        writer.Write(plan.MaximumSearch);
    }

    private static BurstPlan ReadPlan(BinaryReader reader)
    {
        var plan = new BurstPlan(reader.ReadDouble())
        {
            Records = reader.ReadInt32(),
            LanczosSteps = reader.ReadInt32(),
            Tracked = reader.ReadInt32(),
            WarmPairs = reader.ReadInt32(),
            FirstCheck = reader.ReadInt32(),
            CheckEvery = reader.ReadInt32(),
            Trigger = reader.ReadDouble(),
            MaximumSearch = reader.ReadInt32(),
        };
        try
        {
            plan.Validate();
        }
        catch (ArgumentException e)
        {
            throw new IOException(e.Message, e);
        }

        return plan;
    }

    private static void Write(BinaryWriter writer, BurstRecord record)
    {
        writer.Write(record.Loss);
        writer.WriteDoubles(record.Gradient);
        writer.WriteDoubles(record.Eigenvalues);
        writer.WriteDoubles(record.Eigenvectors.Span);
        writer.Write(record.SmallestEigenvalue);
        writer.Write(record.SharpnessChange);
        writer.Write(record.FourthDerivative);
        writer.Write(record.HalfStep);
    }

    private static BurstRecord ReadRecord(BinaryReader reader, int tracked, int parameterCount)
    {
        var loss = reader.ReadDouble();
        var gradient = Sized(reader.ReadDoubles(), parameterCount);
        var values = Sized(reader.ReadDoubles(), tracked);
        var vectors = Sized(reader.ReadDoubles(), (long)tracked * parameterCount);
        return new()
        {
            Loss = loss,
            Gradient = gradient,
            Eigenvalues = values,
            Eigenvectors = new(tracked, parameterCount, vectors),
            SmallestEigenvalue = reader.ReadDouble(),
            SharpnessChange = reader.ReadDouble(),
            FourthDerivative = reader.ReadDouble(),
            HalfStep = reader.ReadDouble(),
        };
    }

    private static double[] Sized(double[] values, long expected) =>
        values.Length == expected
            ? values
            : throw new IOException($"A record has {values.Length} entries where {expected} were expected.");
}
