using Dlnx.Data;
using Dlnx.Networks;

namespace Dlnx.Tests.Data;

/// <summary>The named surrogate sets as networks see them, held against the port checks of the claims catalogue.</summary>
public sealed class SurrogateSetTests
{
    private static readonly DataSplit S1 = SurrogateSet.Bursts().Split();
    private static readonly DataSplit S2 = SurrogateSet.Generalisation().Split();

    [Test]
    public void S1_agrees_with_the_port_checks()
    {
        double[] first = [1.0483234384062878, 1.0601242879270556, 0.9249509206891721];
        Assert.That(S1.Training.Inputs[..3].ToArray(), Is.EqualTo(first).Within(1e-12));
        Assert.That(Sum(S1.Validation), Is.EqualTo(1939.0121247721208).Within(1e-9));
        Assert.That(
            (S1.Training.Count, S1.Training.Shape, S1.Training.Classes),
            Is.EqualTo((200, new FeatureShape(3, 8, 8), 4))
        );
        Assert.That(S1.Validation.Count, Is.EqualTo(400));
    }

    [Test]
    public void S2_agrees_with_the_port_checks()
    {
        double[] first = [-0.5223948729711951, -0.5423373936933776, -0.21129154970514846];
        Assert.That(S2.Training.Inputs[..3].ToArray(), Is.EqualTo(first).Within(1e-12));
        Assert.That(Sum(S2.Validation), Is.EqualTo(-1090.1366232560042).Within(1e-9));
        Assert.That(
            (S2.Training.Count, S2.Training.Shape, S2.Training.Classes),
            Is.EqualTo((300, new FeatureShape(1, 14, 14), 10))
        );
        Assert.That(S2.Validation.Count, Is.EqualTo(1000));
    }

    [Test]
    public void The_training_set_has_mean_0_and_deviation_1_in_each_channel()
    {
        var inputs = S1
            .Training.Inputs.ToArray()
            .Select((value, i) => (value, channel: i / 64 % 3))
            .ToLookup(p => p.channel);
        foreach (var channel in inputs)
        {
            Assert.That(channel.Average(p => p.value), Is.Zero.Within(1e-12));
            Assert.That(channel.Average(p => p.value * p.value), Is.EqualTo(1).Within(1e-12));
        }
    }

    [TestCase("S1", "tex:4,200,1")]
    [TestCase("S2", "glyph:10,300,1,6,96,5")]
    public void A_short_name_stands_for_its_long_form(string name, string form)
    {
        var (named, spelled) = (SurrogateSet.Parse(name), SurrogateSet.Parse(form));
        Assert.That((named.Name, spelled.Name), Is.EqualTo((name, form)));
        Assert.That(named.TrainingImages().Checksum, Is.EqualTo(spelled.TrainingImages().Checksum));
        Assert.That(named.ValidationImages().Checksum, Is.EqualTo(spelled.ValidationImages().Checksum));
    }

    [Test]
    public void Another_seed_is_another_set() => Assert.That(SurrogateSet.Bursts(2).Name, Is.EqualTo("tex:4,200,2"));

    [TestCase("S3", "no surrogate data set 'S3'")]
    [TestCase("", "no surrogate data set ''")]
    [TestCase("tex", "no surrogate data set 'tex'")]
    [TestCase("tex:4,200", "no surrogate data set")]
    [TestCase("tex:4,200,1,", "no surrogate data set")]
    [TestCase("tex:4,x,1", "'x' in the name")]
    [TestCase("tex:4,200,-1", "'-1' in the name of a surrogate data set is not a seed")]
    [TestCase("tex:4,0,1", "1 to 60000 records; asked for 0")]
    [TestCase("tex:0,10,1", "classes is 0")]
    [TestCase("glyph:10,300,1,6,96,9", "shift is 9; it must be from 0 to 8")]
    public void A_wrong_name_is_refused_with_its_reason(string name, string problem) =>
        Assert.That(
            () => SurrogateSet.Parse(name),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains(problem)
        );

    [Test]
    public void Sets_of_different_shapes_make_no_split()
    {
        var glyphs = SurrogateSet.Parse("glyph:4,8,1,3,96,2").TrainingImages();
        var textures = SurrogateSet.Parse("tex:4,8,1").TrainingImages();
        Assert.That(() => DataSplit.Of(glyphs, textures), Throws.ArgumentException.With.Message.Contains("1×28×28"));
    }

    private static double Sum(LabelledExamples examples) => examples.Inputs.ToArray().Sum();
}
