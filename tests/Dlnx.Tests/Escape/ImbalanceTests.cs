using Dlnx.Escape;

namespace Dlnx.Tests.Escape;

public sealed class ImbalanceTests
{
    [TestCase("tanh", LossKind.Mse)]
    [TestCase("gelu", LossKind.Logistic)]
    [TestCase("softplus", LossKind.Ce)]
    [TestCase("relu", LossKind.Huber)]
    public void Both_sides_agree(string name, LossKind loss)
    {
        var imbalance = Portable(name, loss);
        for (var l = 1; l <= 3; l++)
        {
            Assert.That(imbalance.Identity(l), Is.EqualTo(imbalance.Drift(l)).Within(1e-14));
            var (rate, identity) = (imbalance.MatrixRate(l), imbalance.MatrixIdentity(l));
            Assert.That((rate - identity).MaximumMagnitude(), Is.LessThan(1e-14));
            Assert.That(rate.DiagonalEntries().Sum(), Is.EqualTo(imbalance.Drift(l)).Within(1e-14));
        }
    }

    [Test]
    public void Drift_matches_the_change_in_a_short_time()
    {
        var network = DenseNetworks.Portable([2, 3, 1], Activations.Tanh, 0.8);
        var pass = new NetworkPass(network, ExampleSets.Deterministic(20, 2, 1, LossKind.Mse));
        var imbalance = new Imbalance(pass, LossKind.Mse);
        const double h = 1e-6;
        double Moved(int l, double by)
        {
            var sum = 0.0;
            for (var i = 0; i < network.Layer(l).Length; i++)
                sum += Math.Pow(network.Layer(l)[i] - (by * imbalance.Gradient(l)[i]), 2);
            return sum;
        }
        var change = Moved(2, h) - Moved(1, h) - (Moved(2, -h) - Moved(1, -h));
        Assert.That(imbalance.Drift(1), Is.EqualTo(change / (2 * h)).Within(1e-8));
    }

    [Test]
    public void A_step_changes_the_imbalance_by_both_orders()
    {
        var step = ImbalanceStep.Of(Portable("gelu", LossKind.Mse), 0.3);
        var sum = step.FirstOrder.Zip(step.SecondOrder, (first, second) => first + second);
        Assert.That(step.Change, Is.EqualTo(sum).Within(1e-14));
        Assert.That(step.SecondOrder.Min(Math.Abs), Is.GreaterThan(1e-6));
    }

    [Test]
    public void The_tempting_forms_differ()
    {
        var imbalance = Portable("tanh", LossKind.Mse);
        Assert.That(Math.Abs(imbalance.DeltaPairing(1) - imbalance.Drift(1)), Is.GreaterThan(0.01));
        var naive = imbalance.NaiveMatrixIdentity(1) - imbalance.MatrixRate(1);
        Assert.That(naive.DiagonalEntries(), Is.All.EqualTo(0).Within(1e-14));
        Assert.That(naive.OffDiagonalMagnitude(), Is.GreaterThan(0.01));
    }

    private static Imbalance Portable(string name, LossKind loss)
    {
        int[] widths = [2, 3, 4, 3, loss == LossKind.Ce ? 3 : 1];
        var network = DenseNetworks.Portable(widths, Activations.Find(name), 0.8);
        return new(new NetworkPass(network, ExampleSets.Deterministic(50, 2, widths[^1], loss)), loss);
    }
}
