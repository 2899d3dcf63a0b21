using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Verify.Tests.Golden;

public sealed class GoldenFileTests
{
    [Test]
    public void Numbers_come_back_to_the_last_bit([ValueSource(nameof(Values))] double value)
    {
        using var folder = new TemporaryFolder();
        var file = FileOf(new GoldenNumber(value, Tolerance.Relative(1e-9), "textbook “p. 1”"));
        var path = folder.PathOf("Sample/x.json");

        GoldenFileWriter.Write(path, file);
        var read = GoldenFileReader.Read(path, "Sample/x");

        Assert.That(
            BitConverter.DoubleToInt64Bits(read.Numbers["number"].Value),
            Is.EqualTo(BitConverter.DoubleToInt64Bits(value))
        );
        Assert.That(read.Numbers["number"].Tolerance, Is.EqualTo(Tolerance.Relative(1e-9)));
        Assert.That(read.Numbers["number"].Source, Is.EqualTo("textbook “p. 1”"));
        Assert.That(read.Accepted, Is.EqualTo(Gold.Provenance));
    }

    [Test]
    public void All_finite_numbers_come_back_to_the_last_bit()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("x.json");
        var bits =
            from high in Gen.Choose(int.MinValue, int.MaxValue)
            from low in Gen.Choose(int.MinValue, int.MaxValue)
            select BitConverter.Int64BitsToDouble(((long)high << 32) | (uint)low);

        Check.One(
            Config.QuickThrowOnFailure.WithReplay(1, 3).WithMaxTest(300),
            Prop.ForAll(
                bits.Where(value => !double.IsNaN(value)).ToArbitrary(),
                value =>
                {
                    GoldenFileWriter.Write(path, FileOf(new GoldenNumber(value, Tolerance.Absolute(1), "")));
                    return GoldenFileReader.Read(path, "Sample/x").Numbers["number"].Value.Equals(value);
                }
            )
        );
    }

    [Test]
    public void Names_come_back([Values("ρ₁ at L=2, k=2.1", "\"quoted\" \\ {}", "tab\tand\nnewline", "")] string name)
    {
        using var folder = new TemporaryFolder();
        var number = new GoldenNumber(1, Tolerance.Mixed(0), "");
        var file = new GoldenFile("Sample/x", Gold.Provenance, Numbers((name, number)));
        var path = folder.PathOf("x.json");

        GoldenFileWriter.Write(path, file);

        Assert.That(GoldenFileReader.Read(path, "Sample/x").Numbers, Is.EqualTo(file.Numbers));
    }

    [Test]
    public void Writing_is_canonical()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("x.json", Gold.Text);
        var read = GoldenFileReader.Read(path, "Sample/x");

        GoldenFileWriter.Write(path, read);

        Assert.That(File.ReadAllText(path), Is.EqualTo(Gold.Text));
    }

    [Test]
    public void The_order_of_the_numbers_does_not_change_the_file()
    {
        var a = ("a", new GoldenNumber(1, Tolerance.Absolute(1), ""));
        var b = ("b", new GoldenNumber(2, Tolerance.Absolute(1), ""));

        Assert.That(
            GoldenFileWriter.Text(new GoldenFile("Sample/x", Gold.Provenance, Numbers(b, a))),
            Is.EqualTo(GoldenFileWriter.Text(new GoldenFile("Sample/x", Gold.Provenance, Numbers(a, b))))
        );
    }

    private static readonly double[] Values =
    [
        0,
        -0.0,
        0.1,
        1.0 / 3,
        double.Epsilon,
        double.MaxValue,
        double.MinValue,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
    ];

    private static GoldenFile FileOf(GoldenNumber number) =>
        new("Sample/x", Gold.Provenance, Numbers(("number", number)));

    private static Dictionary<string, GoldenNumber> Numbers(params (string Name, GoldenNumber Number)[] numbers) =>
        numbers.ToDictionary(pair => pair.Name, pair => pair.Number);
}
