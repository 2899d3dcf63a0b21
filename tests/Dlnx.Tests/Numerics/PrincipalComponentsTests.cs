using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class PrincipalComponentsTests
{
    [Test]
    public void Agrees_with_the_singular_values_of_the_centred_points()
    {
        var points = new Matrix(7, 40);
        new RandomStream(3).FillNormal(points.Span);
        var centred = points.Copy();
        for (var j = 0; j < points.Columns; j++)
        {
            var mean = points.Column(j).Average();
            for (var i = 0; i < points.Rows; i++)
                centred[i, j] -= mean;
        }

        var components = PrincipalComponents.Of(points);
        var expected = Factorizations.SingularValues(centred).Select(value => value * value).ToArray();
        Assert.That(components.Variances, Is.EqualTo(expected).Within(1e-12));
        Assert.That(Enumerable.Range(0, 7).Sum(components.Share), Is.EqualTo(1).Within(1e-14));
        Assert.That(
            (components.Scores * components.Scores.Transpose()).Span.ToArray(),
            Is.EqualTo(Gram(centred)).Within(1e-12)
        );
    }

    [Test]
    public void Points_on_a_line_have_one_component()
    {
        var components = PrincipalComponents.Of(Matrix.FromRows([1, 1, 0], [3, 3, 0], [2, 2, 0]));
        Assert.That(components.Share(0), Is.EqualTo(1).Within(1e-14));
        Assert.That(components.Variances[0], Is.EqualTo(4).Within(1e-14));
        double[] scores = [-Math.Sqrt(2), Math.Sqrt(2), 0];
        Assert.That(
            components.Scores.Column(0).Select(s => s * Math.Sign(components.Scores[1, 0])),
            Is.EqualTo(scores).Within(1e-14)
        );
    }

    [Test]
    public void Equal_points_have_none() =>
        Assert.That(PrincipalComponents.Of(Matrix.FromRows([1, 2], [1, 2])).Share(0), Is.Zero);

    private static double[] Gram(Matrix rows) => (rows * rows.Transpose()).Span.ToArray();
}
