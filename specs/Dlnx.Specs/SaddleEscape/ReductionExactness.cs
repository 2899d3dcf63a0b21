using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Numerics.Ode;
using Dlnx.Verify.Figures;
using Dlnx.Verify.Results;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/fig-1",
    "Exactness of the reduction",
    Kind = ClaimKind.Figure,
    Source = "Fig. 1",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-4", "C/lem-14"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Trained from the ansatz with the normalised rates, the full network follows the reduced ODE in its loss and in every
        layer's scale: exactly on the population, up to the noise of the batches under stochastic gradient descent.
        """,
    Explanation = "The paper's settings are lost; these are ours: tanh, L = 4, m = 4, α = 1, unequal scales of about 0.3."
)]
public sealed partial class ReductionExactness : ClaimSpec
{
    private const double ReferenceStep = 0.02;
    private const int ReferenceBatch = 512;

    [Parameter("phi", Description = "φ, any activation")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 4;

    [Parameter(Min = 1, Max = 16, Description = "m, width of the hidden layers")]
    public int Width { get; set; } = 4;

    [Parameter("a0", Min = -2, Max = 2, Description = "a(0), at least L scales, of which the first L are used")]
    public double[] Start { get; set; } = [0.25, 0.3, 0.2, 0.35];

    [Parameter("eta", Min = 1e-3, Max = 0.1, Description = "η, the time step in τ")]
    public double LearningRate { get; set; } = ReferenceStep;

    [Parameter(Min = 1, Max = 4096, Description = "examples in a batch")]
    public int Batch { get; set; } = ReferenceBatch;

    [Parameter(Above = 0, Max = 200, Description = "τ at the end")]
    public double Tau { get; set; } = 30;

    private Activation Activation => ActivationChoice.Resolve(Phi);

    private double[] Scales => Start[..Depth];

    private int Steps => (int)Math.Max(1, Math.Round(Tau / LearningRate));

    private int Every => Math.Max(1, Steps / 25);

    // SGD is recorded half-way between the other courses, so that no point of a figure hides another.
    private int Between => Every / 2;

    public override void Validate()
    {
        _ = Activation;
        if (Start.Length < Depth)
            throw new ParameterException("a0", $"has {Start.Length} entries; depth {Depth} needs as many.");
    }

    [Check]
    public void Reference_values_of_the_reduced_flow()
    {
        var chain = new ReducedChain(Activations.Tanh, 4);
        var options = new OdeOptions { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-14 };
        var orbit = OdeSolver.SolveDense((_, a, v) => chain.Velocity(a, v), 0, [0.25, 0.3, 0.2, 0.35], 60, options);
        foreach (var tau in new[] { 10, 20, 30, 60 })
        {
            var a = orbit.At(tau);
            for (var k = 0; k < 4; k++)
                Evidence.Golden($"τ = {tau}: a_{k + 1}", a[k], Absolute(1e-9));
            Evidence.Golden($"τ = {tau}: loss", chain.Loss(a), Absolute(1e-9));
        }
    }

    [Check(Tier.Standard)]
    public void The_full_network_follows_the_reduced_flow()
    {
        var euler = Reduced();
        if (!euler.Last.All(double.IsFinite))
            Skip($"The steps η = {LearningRate} are too long for this start: the scales overflow.");
        var flow = Exact(0);
        var network = FollowsEulerSteps(euler);
        Evidence.Agrees("scales of the full network against the reduced ODE", network.Flat, flow.Flat, Window(1));
        var sgd = Stochastic();
        Evidence.Agrees("scales under SGD against the reduced ODE", sgd.Flat, Exact(Between).Flat, Window(BatchNoise));
        Evidence.Agrees("spread of equal entries under SGD", sgd.Spread, 0, Absolute(0));
        Draw(flow, network, sgd);
    }

    private Course FollowsEulerSteps(Course euler)
    {
        var rates = NetworkFlow.NormalisedRates(Depth, Width);
        double[] direction = euler.Scales.All(IsExactInThePlane) ? ChainSetting.PlaneDirection : [1];
        var network = Full(direction, rates);
        var agreement = Evidence.Agrees(
            $"scales of the full network (d = {direction.Length}) against Euler steps of the reduced flow",
            network.Flat,
            euler.Flat,
            Absolute(1e-12 * Math.Max(1, euler.Scales.Max(a => a.Max(Math.Abs))))
        );
        if (Width > 1 && Math.Abs(euler.Last[^1] - Scales[^1]) > 1e-6)
        {
            agreement
                .Rejects("read-out rate 1/m", Full([1], [.. rates[..^1], 1.0 / Width]).Flat)
                .Rejects("uniform Euclidean rates", Full([1], [.. rates.Select(_ => 1.0)]).Flat);
        }

        return network;
    }

    // 0.01 at η = 0.02 and batches of 512. Euler's error grows like η, the noise of a batch like B^(−1/2) times the residual
    // and a derivative of f.
    private Tolerance Window(double noise) => Absolute(0.01 * Math.Max(1, LearningRate / ReferenceStep) * noise);

    private double BatchNoise
    {
        get
        {
            var chain = new ReducedChain(Activation, Depth);
            var residual = Math.Max(1, Math.Sqrt(chain.Loss(Scales) / chain.BaselineLoss));
            var size = Math.Max(1, Math.Sqrt((double)ReferenceBatch / Batch));
            return size * residual * Math.Max(1, Scales.Max(Math.Abs));
        }
    }

    private bool IsExactInThePlane(double[] scales) => ChainSetting.DirectionFor(Activation, scales).Length == 2;

    private void Draw(Course flow, Course network, Course sgd)
    {
        var loss = Figure("Loss of full network, SGD and reduced ODE", Axis.Linear("τ = t/m"), Axis.Log("loss"));
        loss.Line("reduced ODE", flow.Times, Losses(flow))
            .Points("full network, exact population", network.Times, Losses(network))
            .Points($"full network, SGD on batches of {Batch}", sgd.Times, Losses(sgd));
        var scales = Figure("Scales of the layers", Axis.Linear("τ = t/m"), Axis.Linear("a_k"));
        for (var k = 0; k < Depth; k++)
            scales.Line($"a_{k + 1}, reduced ODE", flow.Times, flow.Of(k));
        scales
            .Points("full network, exact population", network.AllTimes, network.ByLayer)
            .Points($"full network, SGD on batches of {Batch}", sgd.AllTimes, sgd.ByLayer);
    }

    private double[] Losses(Course course)
    {
        var chain = new ReducedChain(Activation, Depth);
        return [.. course.Scales.Select(a => chain.Loss(a))];
    }
}
