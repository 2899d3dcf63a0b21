using Dlnx.Data;
using Dlnx.Verify;
using Dlnx.Verify.DataSets;

namespace Dlnx.Specs.DataSets;

/// <summary>A surrogate set in the files of the published set that it stands in for.</summary>
/// <param name="set">the set</param>
public sealed class SurrogateData(SurrogateSet set) : GeneratedDataSet
{
    private const string TrainingBatch = "data_batch_1.bin";

    // Claims catalogue N, Section 2.4: FNV-1a of all octets, of training and validation images.
    private static readonly Dictionary<string, string[]> Published = new(StringComparer.Ordinal)
    {
        ["S1"] = ["182524029edb7b8c"],
        ["S2"] = ["55e42d1952f294a5", "b97ac2d055ff41f2"],
    };

    private bool IsGrey => set.Generator.Shape.Channels == 1;

    /// <inheritdoc/>
    public override string Name => set.Name;

    /// <inheritdoc/>
    public override string Title =>
        $"surrogate: {(IsGrey ? "glyphs" : "textures")}, {set.TrainingCount} + {set.ValidationCount} images";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files => IsGrey ? IdxPair.AllFiles : [TrainingBatch, Cifar10.TestBatch];

    /// <inheritdoc/>
    public override void Write(DataFolder folder)
    {
        var (training, validation) = (set.TrainingImages(), set.ValidationImages());
        if (IsGrey)
        {
            IdxPair.Training.Write(folder, training);
            IdxPair.Test.Write(folder, validation);
        }
        else
        {
            folder.Write(TrainingBatch, stream => CifarFile.Write(stream, training));
            folder.Write(Cifar10.TestBatch, stream => CifarFile.Write(stream, validation));
        }
    }

    /// <inheritdoc/>
    public override string Examine(DataFolder folder)
    {
        var training = IsGrey ? IdxPair.Training.Read(folder, set.Generator.Classes) : Read(folder, TrainingBatch);
        var validation = IsGrey ? IdxPair.Test.Read(folder, set.Generator.Classes) : Read(folder, Cifar10.TestBatch);
        RequireSame(folder, training, set.TrainingImages());
        RequireSame(folder, validation, set.ValidationImages());
        var classes = set.Generator.Classes;
        return $"{training.Count} + {validation.Count} images of {training.Shape} in {classes} classes, as generated";
    }

    /// <inheritdoc/>
    public override string VerifyGenerator()
    {
        if (!Published.TryGetValue(set.Name, out var expected))
            return "";
        LabelledImages[] parts = [set.TrainingImages(), set.ValidationImages()];
        string[] found = [.. parts.Take(expected.Length).Select(part => part.Checksum.ToString("x16"))];
        return found.SequenceEqual(expected)
            ? $"generated; FNV-1a {string.Join(", ", found)} as in the claims catalogue"
            : throw new ProblemException(
                $"The generator of {set.Name} gives FNV-1a {string.Join(", ", found)}; expected {string.Join(", ", expected)}.",
                ExitCode.Broken
            );
    }

    /// <inheritdoc/>
    public override bool Recognises(DataFolder folder) => false;

    private LabelledImages Read(DataFolder folder, string file) =>
        folder.Read(file, stream => CifarFile.Read(stream, set.Generator.Classes));

    private void RequireSame(DataFolder folder, LabelledImages found, LabelledImages generated)
    {
        if (!found.Pixels.SequenceEqual(generated.Pixels) || !found.Labels.SequenceEqual(generated.Labels))
        {
            throw new ProblemException(
                $"{folder.Path} differs from what {set.Name} generates. Write it again: {Command}",
                ExitCode.Environment
            );
        }
    }
}
