using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/lem-1",
    "Hessian eigenvalues at convergence",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 1, proof in App. C.1, eqs. (26)-(27)",
    DependsOn = ["B/def-2", "B/lem-8", "B/lem-9"],
    Verdict = Verdict.Corrected,
    Statement = """
        At any strictly balanced stationary point the non-zero eigenvalues of $\nabla^2 f \in \mathbb R^{d^2L\times d^2L}$ are
        $$\{L\sigma_i^{2-2/L},\ \sigma_i^{2-2/L}\}_{i\le r} \cup \{\lambda_{ij}\}_{i\ne j\le r} \cup
          \Big\{\sum_{\ell=0}^{L-1} \big(\sigma_k^{1-1/L-\ell/L}\alpha^\ell\big)^2\Big\}_{k\le r},$$
        with $\sigma_i^{2-2/L}$ of multiplicity $d-r$; the sharpness is $L\sigma_1^{2-2/L}$.
        """,
    Corrected = """
        Let $\Theta$ be a global minimum of the form (U): $W_\ell = V\,\mathrm{diag}(\sigma_i^{1/L}, \alpha I_{d-r})V^\top$ for
        $\ell < L$ and $W_L = U\,\mathrm{diag}(\sigma_i^{1/L}, 0)V^\top$; or (B): the same with a null block 0 in every layer. The
        non-zero spectrum is: $L\sigma_i^{2-2/L}$ once for each $i\le r$; $\lambda_{ij}$ once for each ordered pair $i\ne j\le r$;
        in form (U) $\sum_{\ell} \sigma_k^{2-2/L-2\ell/L}\alpha^{2\ell}$ and $\sigma_k^{2-2/L}$, each $d-r$ times for every $k\le r$,
        and $\alpha^{2(L-1)}$ with multiplicity $(d-r)^2$; in form (B) $\sigma_k^{2-2/L}$ with multiplicity $2(d-r)$ for every $k$.
        For $\alpha\le\sigma_1^{1/L}$ the sharpness is $L\sigma_1^{2-2/L}$.
        """,
    Readings = [
        "The list as a set up to O(α^(2(L−1))): the missing eigenvalue and the multiplicities are then harmless, and they "
            + "never affect the sharpness.",
        "“Any stationary point” cannot be saved except as “any global minimum of form (U) or (B)”.",
    ],
    Explanation = """
        The eigenvalue $\alpha^{2(L-1)}$ of the doubly null directions is missing whenever $d > r$, and the multiplicities of the
        cross terms are not stated. “Any strictly balanced stationary point” is false: at $\Theta = 0$ with $L\ge3$ the Hessian is
        0; with $L=2$ and $M=\mathrm{diag}(2,1)$ its spectrum there is $\{\pm2,\pm2,\pm1,\pm1\}$; at
        $W_\ell=\mathrm{diag}(2^{1/3}, 0)$, $L=3$, the same $M$, the eigenvalues $\lambda_{12}$ and $\lambda_{22}$ are absent. The
        sharpness at the minimum is as printed.
        """
)]
public sealed partial class HessianAtConvergence : TargetedSpec
{
    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [3, 2];

    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("d", Min = 1, Max = 8, Description = "width of the layers")]
    public int Width { get; set; } = 3;

    [Parameter(Min = 0, Below = 10, Description = "α, the null block of form (U)")]
    public double Alpha { get; set; } = 0.1;

    [Parameter(Description = "the form of the minimum: U (unbalanced start) or B (balanced start)")]
    public MinimumLetter Form { get; set; } = MinimumLetter.U;

    public override void Validate()
    {
        base.Validate();
        SpectrumRules.RequireDescending(Sigma);
        SpectrumRules.RequireFits(Sigma, Width);
    }

    protected override void Adopt(double[] sigma, int width) => (Sigma, Width) = (sigma, width);

    [Check]
    public void The_dense_Hessian_has_the_corrected_spectrum()
    {
        var size = Depth * Width * Width;
        if (size > LargestHessian)
            Skip(
                $"The Hessian has {size} rows; the dense route takes at most {LargestHessian}. Eigenpairs are checked."
            );
        var form = Form.ToForm();
        var target = Target(new RandomStream(StreamSeed()), Width, Sigma);
        var closed = HessianSpectrum.AtMinimum(form, Depth, Width, Sigma, Alpha);
        var dense = Spectrum(GlobalMinimum.Of(form, Depth, target, Alpha), target.Matrix);
        var agreement = Evidence.Agrees("all eigenvalues, descending", dense, closed.Eigenvalues, Scaled(dense));
        // The missing value can be told from 0 only where it stands above the tolerance.
        var missing = Form == MinimumLetter.U ? Math.Pow(Alpha, 2.0 * (Depth - 1)) : 0;
        if (Width > Sigma.Length && missing > Scaled(dense).Value)
            agreement.Rejects("the printed list, without α^(2(L−1))", closed.PrintedEigenvalues);
        if (Sigma.Length > 1)
            agreement.Rejects("cross values λᵢⱼ once instead of twice", WithCrossValuesOnce(closed));
        Evidence
            .Agrees(
                "sharpness",
                dense[0],
                StepChoice.Sharpness(Depth, Math.Max(Sigma[0], Math.Pow(Alpha, Depth))),
                Relative(1e-10)
            )
            .Rejects("σ₁^(2−1/L) instead of Lσ₁^(2−2/L)", Math.Pow(Sigma[0], 2 - (1.0 / Depth)))
            .Rejects("L²σ₁^(2−2/L)", Depth * StepChoice.Sharpness(Depth, Sigma[0]));
    }

    [Check]
    public void It_does_so_for_random_targets()
    {
        foreach (var form in new[] { MinimumForm.Unbalanced, MinimumForm.Balanced })
        {
            Evidence
                .ForAll(
                    $"dense Hessian against the corrected multiset, form ({form.Letter()})",
                    Cases().ToArbitrary(),
                    c => Deviation(c, form, spectrum => spectrum.Eigenvalues),
                    Relative(1e-10)
                )
                .Rejects("cross values once instead of twice", c => Deviation(c, form, WithCrossValuesOnce))
                .Rejects("σ_k^(2−2/L) missing", c => Deviation(c, form, WithoutOneSidedValues));
        }
        Evidence
            .ForAll(
                "printed list plus the (d−r)² missing values α^(2(L−1)) is the multiset",
                Cases().ToArbitrary(),
                c => Deviation(c, MinimumForm.Unbalanced, Completed),
                Relative(1e-10)
            )
            .Rejects("the printed list alone", c => Deviation(c, MinimumForm.Unbalanced, s => s.PrintedEigenvalues));
    }

    [Check]
    public void The_reference_minimum_has_the_tabulated_eigenvalues()
    {
        var target = TargetMatrix.Rotated(3, new RandomStream(StreamSeed()), 3, 2);
        foreach (var form in new[] { MinimumForm.Unbalanced, MinimumForm.Balanced })
        {
            var dense = Spectrum(GlobalMinimum.Of(form, 3, target, 0.1), target.Matrix);
            var nonZero = dense.Count(value => value > 1e-9);
            for (var i = 0; i < nonZero; i++)
                Evidence.Golden($"form ({form.Letter()}): eigenvalue {i + 1}", dense[i], Absolute(1e-10));
        }
    }

    [Check]
    public void The_number_of_non_zero_eigenvalues_is_known()
    {
        const int d = 4;
        var target = TargetMatrix.Rotated(d, new RandomStream(StreamSeed()), 3, 2);
        var r = target.Rank;
        foreach (var form in new[] { MinimumForm.Unbalanced, MinimumForm.Balanced })
        {
            var dense = Spectrum(GlobalMinimum.Of(form, 3, target, 0.1), target.Matrix);
            var expected = form == MinimumForm.Unbalanced ? d * d : (2 * d * r) - (r * r);
            Evidence
                .Matches($"form ({form.Letter()}), d = 4, r = 2", dense.Count(value => value > 1e-9), expected)
                .Rejects("dr + r, as the proof of Theorem 2 counts", (d * r) + r);
        }
    }

    [Check(Role = Role.Counterexample)]
    public void Strictly_balanced_stationary_points_need_not_have_this_spectrum()
    {
        var two = TargetMatrix.Diagonal(2, 2, 1).Matrix;
        var cube = Math.Cbrt(2);
        Stationary("Θ = 0, L = 3", new DeepLinearNetwork(3, 2), two, new double[12]);
        Stationary("Θ = 0, L = 2", new DeepLinearNetwork(2, 2), two, [2, 2, 1, 1, -1, -1, -2, -2]);
        Stationary(
            "W_ℓ = diag(2^(1/3), 0), L = 3",
            DeepLinearNetworks.FromLayers(Enumerable.Repeat(Matrix.Diagonal(2, 2, [cube, 0]), 3).ToArray()),
            two,
            [3 * Math.Pow(2, 4.0 / 3), 3.7797631496846193, 1.2599210498948732, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        );
        Stationary(
            "W_ℓ = diag(√2, 0), L = 2",
            DeepLinearNetworks.FromLayers(Enumerable.Repeat(Matrix.Diagonal(2, 2, [Math.Sqrt(2), 0]), 2).ToArray()),
            two,
            [4, 3, 1, 1, 0, 0, 0, -1]
        );
    }

    [Check]
    public void The_block_formula_needs_the_transposes()
    {
        // Block (m, ℓ) of JᵀJ at a minimum of form (B) with U = V: the Kronecker factors carry σ^((2L−m−ℓ)/L) and
        // σ^((m+ℓ−2)/L); eigenvectors rotate it as R_m H_mℓ R_ℓᵀ.
        var stream = new RandomStream(StreamSeed());
        var target = TargetMatrix.Rotated(3, stream, 3, 2);
        var network = GlobalMinimum.Of(MinimumForm.Balanced, 3, target, 0);
        var hessian = ExplicitHessian.Of(network, target.Matrix);
        var left = Kronecker.Product(target.Right.Transpose(), target.Right.Transpose());
        var last = Kronecker.Product(target.Left.Transpose(), target.Right.Transpose());
        var block = Block(hessian, row: 2, column: 1, size: 9);
        var rotated = last * block * left.Transpose();
        var withoutTranspose = last * block * left;
        Evidence
            .Agrees(
                "off-diagonal part of R_m H_mℓ R_ℓᵀ, m = 3, ℓ = 2",
                rotated.OffDiagonalMagnitude(),
                0,
                Absolute(1e-12)
            )
            .Rejects("R_m H_mℓ R_ℓ, as printed", withoutTranspose.OffDiagonalMagnitude());
        double[] roots = [3, 2, 0];
        // Row-major vec: entry (a, b) of a layer sits at 3a + b; m + ℓ = 5.
        var predicted = Products(roots, (2 * 3) - 5, 5 - 2);
        Evidence
            .Agrees(
                "its diagonal σ_a^((2L−m−ℓ)/L) σ_b^((m+ℓ−2)/L)",
                rotated.DiagonalEntries(),
                predicted,
                Absolute(1e-12)
            )
            .Rejects("the exponent (2L−m−ℓ+1)/L", Products(roots, (2 * 3) - 4, 5 - 2));
    }

    [Check]
    public void A_trained_network_comes_close_but_stays_unbalanced()
    {
        var target = TargetMatrix.Rotated(3, new RandomStream(StreamSeed()), 3, 2);
        double Distance(double alpha)
        {
            var network = DeepLinearNetworks.Unbalanced(3, 3, alpha);
            for (var t = 0; t < 4000; t++)
                network.Step(target.Matrix, 0.05);
            Evidence.Agrees($"α = {alpha}: loss at the end", network.Loss(target.Matrix), 0, Absolute(1e-20));
            var closed = HessianSpectrum.AtMinimum(MinimumForm.Unbalanced, 3, 3, [3, 2], alpha);
            return Spectrum(network, target.Matrix).Zip(closed.Eigenvalues, (a, b) => Math.Abs(a - b)).Max();
        }
        double[] gaps = [Distance(0.1), Distance(0.05)];
        // Gradient flow conserves the differences W_(ℓ+1)ᵀW_(ℓ+1) − W_ℓW_ℓᵀ of the start, which are of order α².
        Evidence
            .Agrees(
                "order in α of the distance from the corrected list",
                Math.Log2(gaps[0] / gaps[1]),
                2,
                Absolute(0.1)
            )
            .Rejects("the layers end strictly balanced: rounding at every α", 0)
            .Rejects("order α", 1);
        Evidence.Below("α = 0.1: largest distance of its eigenvalues from the corrected list", gaps[0], 0.05);
    }

    private const int LargestHessian = 400;

    private static Verify.Results.Tolerance Scaled(double[] eigenvalues) =>
        Absolute(1e-10 * Math.Max(1, eigenvalues[0]));

    private static FsCheck.Gen<MinimumCase> Cases() =>
        from L in Draw.Integer(2, 4)
        from d in Draw.Integer(2, 4)
        from r in Draw.Integer(1, d)
        from sigma in Draw.Spectrum(r, 0.3, 5)
        from share in Draw.Between(0, 0.9)
        from seed in Draw.Seed()
        select new MinimumCase(L, d, sigma, share * Math.Pow(sigma[^1], 1.0 / L), seed);

    private static double Deviation(MinimumCase c, MinimumForm form, Func<HessianSpectrum, double[]> list)
    {
        var stream = new RandomStream(c.Seed);
        var target =
            form == MinimumForm.Balanced
                ? TargetMatrix.SymmetricPositive(c.Width, stream, c.Sigma)
                : TargetMatrix.Rotated(c.Width, stream, c.Sigma);
        var dense = Spectrum(GlobalMinimum.Of(form, c.Depth, target, c.Alpha), target.Matrix);
        var predicted = list(HessianSpectrum.AtMinimum(form, c.Depth, c.Width, c.Sigma, c.Alpha));
        return dense.Zip(predicted, (a, b) => Math.Abs(a - b)).Max() / dense[0];
    }

    private static double[] Spectrum(DeepLinearNetwork network, Matrix target) =>
        Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(network, target));

    private void Stationary(string name, DeepLinearNetwork network, Matrix target, double[] spectrum)
    {
        var gradient = new double[network.ParameterCount];
        network.Gradient(target, gradient);
        Evidence.Agrees($"{name}: gradient", gradient, new double[gradient.Length], Absolute(1e-14));
        // The printed list, up to its cross values: all that L, d and σ = (2, 1) leave open is α, which is 0 here.
        var printed = HessianSpectrum.AtMinimum(MinimumForm.Balanced, network.Depth, 2, [2, 1], 0);
        Evidence
            .Agrees($"{name}: eigenvalues", Spectrum(network, target), spectrum, Absolute(1e-9))
            .Rejects("the printed list", printed.PrintedEigenvalues);
    }

    private static double[] WithCrossValuesOnce(HessianSpectrum spectrum) =>
        Padded(spectrum, spectrum.Families.Select(f => f.Origin.StartsWith('λ') ? f with { Multiplicity = 1 } : f));

    private static double[] WithoutOneSidedValues(HessianSpectrum spectrum) =>
        Padded(spectrum, spectrum.Families.Where(f => !f.Origin.StartsWith("σ^(2−2/L)", StringComparison.Ordinal)));

    private static double[] Completed(HessianSpectrum spectrum)
    {
        var nullity = spectrum.Width - spectrum.SingularValues.Length;
        var missing = new SpectralFamily(Math.Pow(spectrum.Alpha, 2.0 * (spectrum.Depth - 1)), nullity * nullity, "");
        return Padded(spectrum, spectrum.PrintedFamilies.Append(missing));
    }

    private static double[] Padded(HessianSpectrum spectrum, IEnumerable<SpectralFamily> families)
    {
        var values = families.SelectMany(f => Enumerable.Repeat(f.Value, f.Multiplicity)).ToList();
        var zeros = (spectrum.Depth * spectrum.Width * spectrum.Width) - values.Count;
        return [.. values.Concat(Enumerable.Repeat(0.0, zeros)).OrderDescending()];
    }

    private static Matrix Block(Matrix matrix, int row, int column, int size)
    {
        var block = new Matrix(size, size);
        for (var i = 0; i < size; i++)
            matrix.Row((row * size) + i).Slice(column * size, size).CopyTo(block.Row(i));
        return block;
    }

    private static double[] Products(double[] sigma, int left, int right) =>
        [.. from a in sigma from b in sigma select Math.Pow(a, left / 3.0) * Math.Pow(b, right / 3.0)];

    private sealed record MinimumCase(int Depth, int Width, double[] Sigma, double Alpha, ulong Seed)
    {
        public override string ToString() =>
            $"L = {Depth}, d = {Width}, σ = ({string.Join(", ", Sigma)}), α = {Alpha:R}, rotation seed {Seed}";
    }
}
