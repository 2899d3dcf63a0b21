using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/tab-2",
    "Correlation table (15 seeds)",
    Kind = ClaimKind.Table,
    Source = "Table 2, App. F.2",
    DependsOn = ["D/fig-17"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For each of 15 seeds and for all steps pooled, the change of the higher-order curvature correlates with $\lambda_1$
        at the steps with $\lambda_1 > 2/\eta$: Pearson and Spearman statistics with their two-sided $p$, .5905 with
        $1.50\cdot10^{-53}$ and .5485 with $5.42\cdot10^{-45}$ in the pooled row.
        """,
    Explanation = """
        What is confirmed is that the printed numbers agree with each other: each row's two $p$ values belong to the same
        number of steps $n$ under Student's test with $n - 2$ degrees of freedom, and the fifteen $n$ add up to the pooled
        556. Whether other trainings give such correlations is D/fig-17. The pooled $p$ treats steps that follow each other as
        independent, which overstates the significance.
        """
)]
public sealed class ReportedCorrelations : ClaimSpec
{
    private const double LargestLogError = 0.01;

    [Parameter("row", Description = "all, or one of the 15 seeds")]
    public string Row { get; set; } = "all";

    private CorrelationRow[] Rows =>
        string.Equals(Row, "all", StringComparison.Ordinal)
            ? [.. CorrelationTable.Seeds]
            : [CorrelationTable.Seeds[int.Parse(Row) - 1]];

    public override void Validate()
    {
        if (
            !string.Equals(Row, "all", StringComparison.Ordinal)
            && !(int.TryParse(Row, out var row) && row >= 1 && row <= CorrelationTable.Seeds.Count)
        )
            throw new ParameterException("row", $"is '{Row}'; expected all, or 1 to {CorrelationTable.Seeds.Count}.");
    }

    [Check]
    public void Both_statistics_of_a_row_imply_the_same_number_of_steps()
    {
        foreach (var row in Rows.Append(CorrelationTable.All))
        {
            var pearson = row.Pearson.ImpliedPairs(Student);
            Evidence.Matches($"{row.Name}: n by Pearson and by Spearman", row.Spearman.ImpliedPairs(Student), pearson);
            Evidence.AtMost(
                $"{row.Name}: largest |ln(p/printed p)|",
                Math.Max(row.Pearson.LogError(Student, pearson), row.Spearman.LogError(Student, pearson)),
                LargestLogError
            );
        }
    }

    [Check]
    public void The_steps_of_the_seeds_add_up_to_the_pooled_row()
    {
        int[] steps = [.. CorrelationTable.Seeds.Select(row => row.Pearson.ImpliedPairs(Student))];
        for (var i = 0; i < steps.Length; i++)
            Evidence.Golden($"n, {CorrelationTable.Seeds[i].Name}", steps[i], Absolute(0));
        Evidence.Golden("n, all", CorrelationTable.All.Pearson.ImpliedPairs(Student), Absolute(0));
        Evidence
            .Matches("sum of n over the seeds less n of the pooled row", Excess(Student), 0)
            .Rejects("Student's test with n − 1 degrees of freedom", Excess(OneMoreDegree))
            .Rejects("one-sided p", Excess(OneSided))
            .Rejects("normal p of Fisher's z", Excess(Fisher));
    }

    [Check]
    public void Other_tests_would_give_the_two_columns_different_numbers_of_steps()
    {
        CorrelationRow[] rows = [.. CorrelationTable.Seeds, CorrelationTable.All];
        int Disagreeing(SignificanceTest test) =>
            rows.Count(row => row.Pearson.ImpliedPairs(test) != row.Spearman.ImpliedPairs(test));

        Evidence
            .Matches("rows whose columns disagree, two-sided Student", Disagreeing(Student), 0)
            .Rejects("one-sided p", Disagreeing(OneSided))
            .Rejects("normal p of Fisher's z", Disagreeing(Fisher));
        Evidence.Golden("rows that disagree, one-sided", Disagreeing(OneSided), Absolute(0));
        Evidence.Golden("rows that disagree, Fisher", Disagreeing(Fisher), Absolute(0));
        Evidence.Golden("rows that disagree, n − 1", Disagreeing(OneMoreDegree), Absolute(0));
    }

    [Check]
    public void Which_rows_are_significant()
    {
        var corrected = 0.05 / CorrelationTable.Seeds.Count;
        Evidence.Below(
            "largest p of any row",
            CorrelationTable.Seeds.Max(row => Math.Max(row.Pearson.Significance, row.Spearman.Significance)),
            0.05
        );
        Evidence
            .Matches(
                "seeds with p above 0.05/15, Pearson",
                Failing(row => row.Pearson.Significance > corrected),
                "6, 7, 13"
            )
            .Rejects("every seed is significant after Bonferroni's correction", "");
        Evidence.Matches(
            "seeds with p above 0.05/15, Spearman",
            Failing(row => row.Spearman.Significance > corrected),
            "3, 6, 7"
        );
    }

    private static string Failing(Func<CorrelationRow, bool> fails) =>
        string.Join(", ", CorrelationTable.Seeds.Where(fails).Select(row => row.Name.Replace("seed ", "")));

    private static int Excess(SignificanceTest test) =>
        CorrelationTable.Seeds.Sum(row => row.Pearson.ImpliedPairs(test))
        - CorrelationTable.All.Pearson.ImpliedPairs(test);

    private static double Student(double r, int pairs) => CorrelationTest.TwoSided(r, pairs - 2);

    private static double OneMoreDegree(double r, int pairs) => CorrelationTest.TwoSided(r, pairs - 1);

    private static double OneSided(double r, int pairs) => CorrelationTest.OneSided(r, pairs - 2);

    private static double Fisher(double r, int pairs) => CorrelationTest.FisherNormal(r, pairs);
}
