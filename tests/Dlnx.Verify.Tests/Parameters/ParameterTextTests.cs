using Dlnx.SampleSpecs.Holding;
using Dlnx.Verify.Parameters;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Verify.Tests.Parameters;

/// <summary>A value written as text and read back is the same value, to the last bit.</summary>
public sealed class ParameterTextTests
{
    [Test]
    public void Numbers_come_back() => ComesBack(Numbers(), (target, value) => target.Number = value, t => t.Number);

    [Test]
    public void Integers_come_back() =>
        ComesBack(Gen.Choose(int.MinValue, int.MaxValue), (target, value) => target.Count = value, t => t.Count);

    [Test]
    public void Seeds_come_back() =>
        ComesBack(
            Gen.Choose(int.MinValue, int.MaxValue).Select(value => unchecked((ulong)value * 0x9E3779B97F4A7C15)),
            (target, value) => target.Seed = value,
            target => target.Seed
        );

    [Test]
    public void Open_numbers_come_back() =>
        ComesBack(
            Gen.OneOf(Gen.Constant<double?>(null), Numbers().Select(value => (double?)value)),
            (target, value) => target.Optional = value,
            target => target.Optional
        );

    [Test]
    public void Lists_of_numbers_come_back() =>
        ComesBack(
            Numbers().NonEmptyListOf().Select(list => list.ToArray()),
            (t, value) => t.Values = value,
            t => t.Values
        );

    [Test]
    public void Lists_of_integers_come_back() =>
        ComesBack(
            Gen.Choose(int.MinValue, int.MaxValue).NonEmptyListOf().Select(list => list.ToArray()),
            (target, value) => target.Sizes = value,
            target => target.Sizes
        );

    [Test]
    public void A_list_of_integers_may_have_ranges()
    {
        var target = new Settable();
        ParameterBinder.Bind(target, new Dictionary<string, string> { ["sizes"] = "7, 1..3,-2..-2" });
        Assert.That(target.Sizes, Is.EqualTo([7, 1, 2, 3, -2]));
        foreach (var text in new[] { "3..1", "1..", "..3", "1..2..3", "1...3", "0..2147483647" })
        {
            var settings = new Dictionary<string, string> { ["sizes"] = text };
            Assert.That(() => ParameterBinder.Bind(target, settings), Throws.TypeOf<ParameterException>(), text);
        }
    }

    [Test]
    public void Matrices_come_back() => ComesBack(Matrices(), (target, value) => target.Matrix = value, t => t.Matrix);

    [Test]
    public void A_matrix_is_also_read_as_rows_separated_by_semicolons()
    {
        var target = new Settable();
        ParameterBinder.Bind(target, new Dictionary<string, string> { ["matrix"] = " 2,0.5; 1,1.5" });
        Assert.That(target.Matrix, Is.EqualTo(new double[][] { [2, 0.5], [1, 1.5] }));
        foreach (var text in new[] { "2,0.5;1,x", "2,0.5;" })
        {
            var settings = new Dictionary<string, string> { ["matrix"] = text };
            Assert.That(() => ParameterBinder.Bind(target, settings), Throws.InstanceOf<ParameterException>());
        }
    }

    [Test]
    public void Lists_of_matrices_come_back() =>
        ComesBack(
            Matrices().ListOf().Select(list => list.ToArray()),
            (target, value) => target.Layers = value,
            target => target.Layers
        );

    [Test]
    public void Words_come_back() =>
        ComesBack(Gen.Elements(Enum.GetValues<Weighting>()), (t, value) => t.Weighting = value, t => t.Weighting);

    [Test]
    public void Text_comes_back() =>
        ComesBack(
            Gen.Elements("", " ", "a b", " padded ", "a=b", "ρ₁,σ", "\ttab\n").Select(text => text),
            (target, value) => target.Label = value,
            target => target.Label
        );

    [Test]
    public void What_is_open_by_default_stays_open()
    {
        var target = new Open
        {
            Start =
            [
                [1],
            ],
            Sizes = [1],
        };
        foreach (var parameter in ParameterBinder.Definitions(new Open()))
            parameter.Assign(target, parameter.Default);

        Assert.That(target.Start, Is.Null);
        Assert.That(target.Sizes, Is.Empty);
    }

    private static Gen<double> Numbers() =>
        Gen.OneOf(
            Gen.Elements(0.0, -0.0, 0.1, 1e-320, double.Epsilon, double.MaxValue, double.MinValue, 1e22, 123456789.0),
            from high in Gen.Choose(int.MinValue, int.MaxValue)
            from low in Gen.Choose(int.MinValue, int.MaxValue)
            let value = BitConverter.Int64BitsToDouble(((long)high << 32) | (uint)low)
            where double.IsFinite(value)
            select value
        );

    private static Gen<double[][]> Matrices() =>
        Numbers().ListOf().Select(row => row.ToArray()).ListOf().Select(rows => rows.ToArray());

    private static void ComesBack<T>(Gen<T> values, Action<Settable, T> set, Func<Settable, T> get) =>
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(23, 29).WithMaxTest(200),
            Prop.ForAll(
                values.ToArbitrary(),
                value =>
                {
                    var source = new Settable();
                    set(source, value);
                    var texts = ParameterBinder.Definitions(source).ToDictionary(p => p.Name, p => p.Text(source));
                    var target = new Settable();
                    ParameterBinder.Bind(target, texts);
                    Assert.That(get(target), Is.EqualTo(value));
                    Assert.That(
                        ParameterBinder.Definitions(target).Select(p => p.Text(target)),
                        Is.EqualTo(texts.Values)
                    );
                }
            )
        );

    private sealed class Settable : IParameterized
    {
        [Parameter]
        public ulong Seed { get; set; }

        [Parameter]
        public int Count { get; set; }

        [Parameter]
        public double Number { get; set; }

        [Parameter]
        public double? Optional { get; set; }

        [Parameter]
        public double[] Values { get; set; } = [0];

        [Parameter]
        public int[] Sizes { get; set; } = [0];

        [Parameter]
        public double[][] Matrix { get; set; } = [];

        [Parameter]
        public double[][][] Layers { get; set; } = [];

        [Parameter]
        public Weighting Weighting { get; set; }

        [Parameter]
        public string Label { get; set; } = "";

        public void Validate() { }
    }

    private sealed class Open : IParameterized
    {
        [Parameter]
        public double[][]? Start { get; set; }

        [Parameter]
        public int[] Sizes { get; set; } = [];

        public void Validate() { }
    }
}
