using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class ZeroBalanceTests
{
    [TestCase(2, 3)]
    [TestCase(5, 4)]
    public void A_random_start_is_balanced_and_its_layers_share_their_singular_values(int depth, int width)
    {
        var network = ZeroBalance.Start(depth, width, 0.5, new RandomStream(4));
        var values = Enumerable.Range(0, depth).Select(l => Factorizations.SingularValues(network.LayerMatrix(l)));
        Assert.That(ZeroBalance.Defect(network).Frobenius, Is.LessThan(1e-14));
        Assert.That(values, Is.All.EqualTo(Factorizations.SingularValues(network.LayerMatrix(0))).Within(1e-13));
        Assert.That(network.LayerMatrix(0).FrobeniusNorm(), Is.GreaterThan(0.5));
    }

    [Test]
    public void The_defect_is_that_of_the_worst_pair()
    {
        // W₁ = I, W₂ = [[0, 1], [0, 0]], W₃ = 2I: W₂ᵀW₂ − I = diag(−1, 0) and 4I − W₂W₂ᵀ = diag(3, 4).
        var network = DeepLinearNetworks.FromLayers(
            Matrix.Identity(2),
            Matrix.FromRows([0, 1], [0, 0]),
            Matrix.ScaledIdentity(2, 2)
        );
        Assert.That(ZeroBalance.Defect(network), Is.EqualTo(new BalanceDefect(5, 4)));
    }

    [Test]
    public void A_single_layer_has_no_defect() =>
        Assert.That(ZeroBalance.Defect(new DeepLinearNetwork(1, 3)), Is.EqualTo(new BalanceDefect(0, 0)));
}
