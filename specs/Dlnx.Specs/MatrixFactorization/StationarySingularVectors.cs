using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/prop-1",
    "Singular vector stationary (SVS) set",
    Kind = ClaimKind.Proposition,
    Source = "Proposition 1; proof App. C.1, eqs. (12)-(24)",
    Verdict = Verdict.Corrected,
    Statement = """
        If $\dot U_\ell = \dot V_\ell = 0$ for all layers $W_\ell = U_\ell\Sigma_\ell V_\ell^\top$, then
        $$(U_L, V_L) = (U_*, Q_L), \qquad (U_\ell, V_\ell) = (Q_{\ell+1}, Q_\ell), \qquad (U_1, V_1) = (Q_2, V_*)$$
        with orthogonal $Q_\ell$; this is the only solution.
        """,
    Corrected = """
        Layers $W_\ell = Q_{\ell+1}D_\ell Q_\ell^\top$ with $Q_1 = V_*$, $Q_{L+1} = U_*$, orthogonal $Q_\ell$ and **any** diagonal
        $D_\ell$ keep this form under gradient descent, and each direction follows the scalar recursion on its own. The form is
        sufficient for stationary singular vectors, not necessary.
        """,
    Readings = [
        "“Only solution” up to order, signs and the kernel of M: the counterexamples here differ by none of these.",
        "“Only solution” away from global minima: the direct sum below has a non-zero gradient and stationary vectors.",
    ],
    Explanation = """
        At a global minimum all gradients vanish, so all singular vectors stand still, aligned or not: $L = 2$,
        $M = \mathrm{diag}(2, 1)$, $W_1 = \begin{pmatrix}1&1\\0&1\end{pmatrix}$, $W_2 = MW_1^{-1}$ has full rank and distinct layer
        singular values, but $|U_1^\top V_2|$ has entries 0.168834 and 0.985645. With non-zero gradient: the direct sum of an aligned
        block that still moves and that block. With rank deficiency: three layers of rank one whose gradients are all 0. The
        derivation of (24) also needs distinct singular values in every layer, which the start $\alpha I$ does not have.
        """
)]
public sealed class StationarySingularVectors : ClaimSpec
{
    [Parameter(Min = 2, Max = 5, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("d", Min = 2, Max = 6, Description = "width of the layers")]
    public int Width { get; set; } = 3;

    [Parameter(Min = 1, Max = 10_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 20;

    [Parameter(Above = 0, Max = 0.2, Description = "η")]
    public double Eta { get; set; } = 0.01;

    [Check]
    public void Layers_in_the_set_stay_in_it()
    {
        if (Eta * Steps > 0.5)
            Skip($"η·steps = {Eta * Steps:G4}: beyond 0.5 rounding errors off the set grow visibly at saddles.");
        var aligned = AlignedStart.Draw(Depth, Width, new RandomStream(StreamSeed()));
        Evidence
            .Agrees("largest off-diagonal entry of Q_{ℓ+1}ᵀW_ℓQ_ℓ", aligned.OffDiagonal(Steps, Eta), 0, Absolute(1e-12))
            .Rejects("layers in unrelated frames", aligned.OffDiagonalOfUnrelatedFrames(Steps, Eta));
        Evidence
            .ForAll(
                "off-diagonal entries after 20 steps, L = 2…5, d = 2…5, free diagonals of either sign",
                AlignedCases().ToArbitrary(),
                c => c.Start().OffDiagonal(20, 0.01),
                Absolute(1e-12)
            )
            .Rejects("layers in unrelated frames", c => c.Start().OffDiagonalOfUnrelatedFrames(20, 0.01));
    }

    [Check]
    public void Directions_follow_their_own_scalar_recursions()
    {
        Evidence
            .ForAll(
                "diagonals after 20 steps against each direction's own scalar recursion",
                AlignedCases().ToArbitrary(),
                c => c.Start().DistanceFromChains(20, 0.01, start => start),
                Absolute(1e-12)
            )
            .Rejects(
                "a common diagonal factor for all layers",
                c => c.Start().DistanceFromChains(20, 0.01, start => [.. start.Select(_ => start.Average())])
            );
    }

    [Check]
    public void Order_signs_and_kernel_are_free()
    {
        const int L = 3;
        var stream = new RandomStream(StreamSeed());
        var target = TargetMatrix.Rotated(4, stream, 3, 1);
        // Columns 3 and 4 of U and V span the kernels of Mᵀ and M; any other basis of them does as well.
        var left = target.Left * InKernel(RandomMatrices.Orthogonal(2, stream));
        var right = target.Right * InKernel(RandomMatrices.Orthogonal(2, stream));
        var start = new AlignedStart(target.Matrix, [right, .. AlignedStart.Frames(L - 1, 4, stream), left], stream);
        Evidence
            .Agrees(
                "rotated kernel bases: off-diagonal entries after 20 steps",
                start.OffDiagonal(20, 0.01),
                0,
                Absolute(1e-12)
            )
            .Rejects("layers in unrelated frames", start.OffDiagonalOfUnrelatedFrames(20, 0.01));

        // Layers that are larger along the second direction, with one negative entry: sorted and signed vectors differ.
        var layer = Matrix.Diagonal(2, 2, [0.3, -0.8]);
        var factors = Factorizations.SingularValueDecomposition(layer);
        var overlap = factors.Left.Transpose();
        Evidence
            .Matches("U_L of diag(.3, −.8) is ±U_* in another order", Rounded(overlap), [0, 1, 1, 0])
            .Rejects("U_L = U_*", [1, 0, 0, 1]);
        var network = DeepLinearNetworks.FromLayers(layer, layer);
        for (var t = 0; t < 20; t++)
            network.Step(Matrix.Diagonal(2, 2, [2, 1]), 0.05);
        Evidence.Agrees(
            "its off-diagonal entries after 20 steps",
            OffDiagonal(network.LayerMatrix(1)),
            0,
            Absolute(1e-15)
        );
    }

    [Check(Role = Role.Counterexample)]
    public void Unaligned_global_minima_are_stationary_too()
    {
        var target = Matrix.Diagonal(2, 2, [2, 1]);
        var network = GlobalMinimum.Above([Shear()], target);
        Evidence.Agrees("W₂ = MW₁⁻¹", network.Layer(1), [2, -2, 0, 1], Absolute(1e-14));
        Evidence.Agrees("all gradients", Gradient(network, target), new double[8], Absolute(1e-14));
        var first = Factorizations.SingularValueDecomposition(network.LayerMatrix(0));
        var second = Factorizations.SingularValueDecomposition(network.LayerMatrix(1));
        var overlap = Magnitudes(first.Left.Transpose() * second.Right);
        // The first eigenvectors of W₁W₁ᵀ = ((2, 1), (1, 1)) and W₂ᵀW₂ = ((4, −4), (−4, 5)) have angles ½atan 2 and
        // ½atan2(−8, −1).
        var angle = (Math.Atan2(2, 1) - Math.Atan2(-8, -1)) / 2;
        var (sin, cos) = (Math.Abs(Math.Sin(angle)), Math.Abs(Math.Cos(angle)));
        Evidence
            .Agrees("|U₁ᵀV₂|", overlap, [cos, sin, sin, cos], Absolute(1e-12))
            .Rejects("aligned neighbours", 1, 0, 0, 1)
            .Rejects("aligned neighbours in the other order", 0, 1, 1, 0);
        Evidence.Above("largest entry of V₁ outside its place, against V_* = I", Math.Abs(first.Right[1, 0]), 0.1);
        Evidence.Golden("W₁: larger singular value", first.Values[0], Absolute(1e-6));
        Evidence.Golden("W₁: smaller singular value", first.Values[1], Absolute(1e-6));
        Evidence.Golden("W₂: larger singular value", second.Values[0], Absolute(1e-6));
        Evidence.Golden("W₂: smaller singular value", second.Values[1], Absolute(1e-6));
        Evidence.Golden("|U₁ᵀV₂|: smaller entry", overlap.Min(), Absolute(1e-6));
        Evidence.Golden("|U₁ᵀV₂|: larger entry", overlap.Max(), Absolute(1e-6));
    }

    [Check(Role = Role.Counterexample)]
    public void So_is_a_direct_sum_with_a_non_zero_gradient()
    {
        var corner = GlobalMinimum.Above([Shear()], Matrix.Diagonal(2, 2, [2, 1]));
        var target = Matrix.Diagonal(4, 4, [5, 3, 2, 1]);
        var network = DeepLinearNetworks.FromLayers(
            DirectSum(Matrix.Diagonal(2, 2, [0.5, 0.4]), corner.LayerMatrix(0)),
            DirectSum(Matrix.Diagonal(2, 2, [0.6, 0.3]), corner.LayerMatrix(1))
        );
        Evidence.Above("largest entry of the gradient", Gradient(network, target).Max(Math.Abs), 0.1);
        var before = network.Copy();
        for (var t = 0; t < 50; t++)
            network.Step(target, 0.05);
        for (var l = 0; l < 2; l++)
        {
            var change = network.LayerMatrix(l) - before.LayerMatrix(l);
            var moved = change.DiagonalEntries()[..2];
            Evidence
                .Agrees(
                    $"layer {l + 1}: largest change after 50 steps outside the first two diagonal entries",
                    (change - Matrix.Diagonal(4, 4, moved)).MaximumMagnitude(),
                    0,
                    Absolute(1e-14)
                )
                .Rejects("that of the first two diagonal entries", moved.Max(Math.Abs));
            Evidence.Above($"layer {l + 1}: largest entry off the diagonal", OffDiagonal(network.LayerMatrix(l)), 0.9);
        }
    }

    [Check(Role = Role.Counterexample)]
    public void So_are_layers_of_rank_one_with_zero_gradients()
    {
        var root = Math.Sqrt(0.5);
        var first = Matrix.FromRows([root, root], [0, 0]);
        var second = Matrix.FromRows([0, 1], [0, 0]);
        var third = Matrix.FromRows([0, 1 / Math.Sqrt(5)], [0, -2 / Math.Sqrt(5)]);
        var network = DeepLinearNetworks.FromLayers(first, second, third);
        var target = Matrix.Diagonal(2, 2, [2, 1]);
        Evidence.Agrees("all gradients", Gradient(network, target), new double[12], Absolute(1e-15));
        Evidence.Above("loss: not a minimum", network.Loss(target), 1);
        var outer = Factorizations.SingularValueDecomposition(third);
        var middle = Factorizations.SingularValueDecomposition(second);
        var inner = Factorizations.SingularValueDecomposition(first);
        Evidence
            .Agrees("|u| of W₃", Magnitudes(Column(outer.Left)), [1 / Math.Sqrt(5), 2 / Math.Sqrt(5)], Absolute(1e-15))
            .Rejects("±e₁", 1, 0)
            .Rejects("±e₂", 0, 1);
        Evidence
            .Agrees("|u| of W₁ against |v| of W₂: overlap", Overlap(inner.Left, middle.Right), 0, Absolute(1e-15))
            .Rejects("aligned: U₁ = V₂", 1);
    }

    [Check]
    public void The_velocities_of_the_vectors_obey_equation_24()
    {
        // On W(t) = U(t)Σ(t)V(t)ᵀ: UᵀU̇Σ − ΣVᵀV̇ = Î ⊙ (UᵀẆV), Î having zeros on the diagonal and ones elsewhere.
        var cases = from d in Draw.Integer(2, 4) from seed in Draw.Seed() select new CurveCase(d, seed);
        Evidence
            .ForAll("(24) by central differences", cases.ToArbitrary(), c => c.Defect(-1), Absolute(1e-6))
            .Rejects("a plus sign between the two terms", c => c.Defect(1));
    }

    private static FsCheck.Gen<AlignedCase> AlignedCases() =>
        from L in Draw.Integer(2, 5)
        from d in Draw.Integer(2, 5)
        from seed in Draw.Seed()
        select new AlignedCase(L, d, seed);

    private static Matrix Shear() => Matrix.FromRows([1, 1], [0, 1]);

    private static Matrix InKernel(Matrix rotation) => DirectSum(Matrix.Identity(2), rotation);

    private static Matrix DirectSum(Matrix a, Matrix b)
    {
        var sum = new Matrix(a.Rows + b.Rows, a.Columns + b.Columns);
        for (var i = 0; i < a.Rows; i++)
            a.Row(i).CopyTo(sum.Row(i));
        for (var i = 0; i < b.Rows; i++)
            b.Row(i).CopyTo(sum.Row(a.Rows + i)[a.Columns..]);
        return sum;
    }

    private static double[] Gradient(DeepLinearNetwork network, Matrix target)
    {
        var gradient = new double[network.ParameterCount];
        network.Gradient(target, gradient);
        return gradient;
    }

    private static double OffDiagonal(Matrix matrix) =>
        (matrix - Matrix.Diagonal(matrix.Rows, matrix.Columns, matrix.DiagonalEntries())).MaximumMagnitude();

    private static double[] Magnitudes(Matrix matrix) => [.. matrix.Span.ToArray().Select(Math.Abs)];

    private static int[] Rounded(Matrix matrix) => [.. Magnitudes(matrix).Select(x => (int)Math.Round(x))];

    private static Matrix Column(Matrix matrix) => new(matrix.Rows, 1, matrix.Column(0));

    private static double Overlap(Matrix a, Matrix b) => Math.Abs((Column(a).Transpose() * Column(b))[0, 0]);

    private sealed record AlignedCase(int Depth, int Width, ulong Seed)
    {
        public AlignedStart Start() => AlignedStart.Draw(Depth, Width, new RandomStream(Seed));
    }

    private sealed record CurveCase(int Width, ulong Seed)
    {
        private const double H = 1e-5;

        public double Defect(int sign)
        {
            var stream = new RandomStream(Seed);
            var left = new RotatingFrame(Width, stream);
            var right = new RotatingFrame(Width, stream);
            double[] values = [.. Enumerable.Range(0, Width).Select(_ => stream.NextUniform(0.5, 2))];
            double[] rates = [.. Enumerable.Range(0, Width).Select(_ => stream.NextUniform(-1, 1))];
            Matrix Sigma(double t) => Matrix.Diagonal(Width, Width, [.. values.Zip(rates, (v, r) => v + (r * t))]);
            Matrix Layer(double t) => left.At(t) * Sigma(t) * right.At(t).Transpose();
            var u = left.At(0).Transpose() * Rate(left.At) * Sigma(0);
            var v = Sigma(0) * right.At(0).Transpose() * Rate(right.At);
            var w = left.At(0).Transpose() * Rate(Layer) * right.At(0);
            var hollow = w - Matrix.Diagonal(Width, Width, w.DiagonalEntries());
            return (u + (sign * v) - hollow).MaximumMagnitude();
        }

        private static Matrix Rate(Func<double, Matrix> curve) => 1 / (2 * H) * (curve(H) - curve(-H));
    }

    // A smooth curve of orthogonal matrices: a fixed one times rotations in the planes of neighbouring coordinates.
    private sealed class RotatingFrame(int width, RandomStream stream)
    {
        private readonly Matrix origin = RandomMatrices.Orthogonal(width, stream);
        private readonly double[] speeds = [.. Enumerable.Range(0, width - 1).Select(_ => stream.NextUniform(-1, 1))];

        public Matrix At(double t)
        {
            var frame = origin;
            for (var plane = 0; plane < speeds.Length; plane++)
            {
                var turn = Matrix.Identity(origin.Rows);
                var (sin, cos) = Math.SinCos(speeds[plane] * t);
                turn[plane, plane] = turn[plane + 1, plane + 1] = cos;
                turn[plane, plane + 1] = -sin;
                turn[plane + 1, plane] = sin;
                frame *= turn;
            }
            return frame;
        }
    }
}
