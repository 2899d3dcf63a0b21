using Dlnx.Verify.Parameters;

namespace Dlnx.Verify.Tests.Parameters;

public sealed class SettingTests
{
    [Test]
    public void Settings_reach_the_checks_and_the_results()
    {
        var result = Run("count=5", "weighting=inverseRank", "shares=0,0.5,1", "optional=2.5", "label=a = b");

        var values = result.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        var fact = result.Checks.Single().Evidence.OfType<FactEvidence>().Single();
        Assert.That(fact.Measured, Is.EqualTo("5"));
        Assert.That(values["weighting"], Is.EqualTo("inverseRank"));
        Assert.That(values["shares"], Is.EqualTo("0,0.5,1"));
        Assert.That(values["optional"], Is.EqualTo("2.5"));
        Assert.That(values["label"], Is.EqualTo("a = b"));
        Assert.That(values["x"], Is.EqualTo("0.1"));
    }

    [Test]
    public void Parameters_describe_themselves()
    {
        var described = Run().Parameters.Select(p => $"{p.Name} {p.Default} {p.Range}".TrimEnd());

        Assert.That(
            described,
            Is.EqualTo([
                "count 3 [1, 9]",
                "x 0.1 (0, 100]",
                "optional",
                "shares 0.25,0.75 [0, 1]",
                "sizes 2,3",
                "matrix [[1,2],[3,4]] [-10, 10)",
                "layers [[[1.5]]]",
                "weighting none none|inverseRank",
                "label plain",
            ])
        );
    }

    [Test]
    public void Golden_numbers_do_not_apply_to_other_parameters()
    {
        var golden = Run("x=0.5").Checks.Single().Evidence.OfType<GoldenEvidence>().Single();

        Assert.That(
            (golden.State, golden.Holds, golden.Accepted),
            Is.EqualTo((GoldenState.NotApplicable, true, (double?)null))
        );
    }

    [TestCase(
        "cuont=3",
        "Unknown parameter 'cuont' of Sample/parameters. Did you mean count? Parameters: there are count, "
    )]
    [TestCase("Count=3", "Unknown parameter 'Count' of Sample/parameters. Did you mean count?")]
    [TestCase("count=three", "Parameter 'count' is 'three'; expected an integer in [1, 9].")]
    [TestCase("count=3.0", "Parameter 'count' is '3.0'; expected an integer in [1, 9].")]
    [TestCase("count=", "Parameter 'count' is ''; expected an integer in [1, 9].")]
    [TestCase("count=99999999999", "Parameter 'count' is '99999999999'; expected an integer in [1, 9].")]
    [TestCase("count=0", "Parameter 'count' is 0; it must lie in [1, 9].")]
    [TestCase("count=10", "Parameter 'count' is 10; it must lie in [1, 9].")]
    [TestCase("x=0", "Parameter 'x' is 0; it must lie in (0, 100].")]
    [TestCase("x=100.5", "Parameter 'x' is 100.5; it must lie in (0, 100].")]
    [TestCase("x=1,5", "Parameter 'x' is '1,5'; expected a number in (0, 100].")]
    [TestCase("x=NaN", "Parameter 'x' is NaN; it must be finite.")]
    [TestCase("x=Infinity", "Parameter 'x' is Infinity; it must be finite.")]
    [TestCase("x=1e999", "Parameter 'x' is Infinity; it must be finite.")]
    [TestCase("optional=-Infinity", "Parameter 'optional' is -Infinity; it must be finite.")]
    [TestCase("optional=much", "Parameter 'optional' is 'much'; expected a number.")]
    [TestCase("shares=0.5,1.5", "Parameter 'shares' is 1.5; it must lie in [0, 1].")]
    [TestCase("shares=0.5,NaN", "Parameter 'shares' is NaN; it must be finite.")]
    [TestCase("shares=0.5,,1", "Parameter 'shares' is '0.5,,1'; expected a comma-separated list of numbers in [0, 1].")]
    [TestCase("shares=1,0.5", "Parameter 'shares' has 0.5 after 1; sort it.")]
    [TestCase("sizes=1.5", "Parameter 'sizes' is '1.5'; expected a comma-separated list of integers or ranges a..b.")]
    [TestCase("matrix=[[1],[20]]", "Parameter 'matrix' is 20; it must lie in [-10, 10).")]
    [TestCase(
        "matrix=[1,2]",
        "Parameter 'matrix' is '[1,2]'; expected a matrix: rows of numbers separated by ';', or JSON [[…],…] in [-10, 10)."
    )]
    [TestCase(
        "matrix=[[1],null]",
        "Parameter 'matrix' is '[[1],null]'; expected a matrix: rows of numbers separated by ';', or JSON [[…],…] in [-10, 10)."
    )]
    [TestCase(
        "matrix=null",
        "Parameter 'matrix' is 'null'; expected a matrix: rows of numbers separated by ';', or JSON [[…],…] in [-10, 10)."
    )]
    [TestCase("layers=[[[1]],[null]]", "Parameter 'layers' is '[[[1]],[null]]'; expected a JSON list of matrices")]
    [TestCase("layers=[[1]]", "Parameter 'layers' is '[[1]]'; expected a JSON list of matrices")]
    [TestCase(
        "weighting=InverseRank",
        "Parameter 'weighting' is 'InverseRank'; expected one of the words in none|inverseRank."
    )]
    [TestCase("weighting=1", "Parameter 'weighting' is '1'; expected one of the words in none|inverseRank.")]
    public void A_setting_that_does_not_fit_is_a_usage_problem(string setting, string message)
    {
        var problem = Assert.Catch<ProblemException>(() => Run(setting))!;

        Assert.That(problem.Message, Does.StartWith(message));
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public void A_setting_that_one_of_several_claims_has_is_enough()
    {
        var results = Samples.Run(
            new RunOptions
            {
                Selection = ["Sample/parameters", "Sample/aliased"],
                Settings = ParameterBinder.Split(["count=4"]),
            }
        );

        Assert.That(results.Claims.Select(claim => claim.Status), Is.All.EqualTo(Status.Reproduced));
    }

    [Test]
    public void An_unknown_setting_of_several_claims_lists_what_they_have()
    {
        var problem = Assert.Throws<ProblemException>(() =>
            Samples.Run(
                new RunOptions
                {
                    Selection = ["Sample/everything", "Sample/aliased"],
                    Settings = ParameterBinder.Split(["depth=4"]),
                }
            )
        );

        Assert.That(
            problem!.Message,
            Is.EqualTo("Unknown parameter 'depth' of the 2 chosen claims. Parameters: there are n, q.")
        );
    }

    [TestCase("count", "--set 'count' is not of the form name=value, for example --set depth=4.")]
    [TestCase("=3", "--set '=3' is not of the form name=value, for example --set depth=4.")]
    [TestCase(" =3", "--set ' =3' is not of the form name=value, for example --set depth=4.")]
    [TestCase("", "--set '' is not of the form name=value, for example --set depth=4.")]
    public void A_malformed_setting_is_a_usage_problem(string setting, string message)
    {
        var problem = Assert.Throws<ProblemException>(() => ParameterBinder.Split([setting]));

        Assert.That(problem!.Message, Is.EqualTo(message));
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public void A_setting_given_twice_is_a_usage_problem()
    {
        var problem = Assert.Throws<ProblemException>(() => ParameterBinder.Split(["n=1", "q=2", "n=1"]));

        Assert.That(problem!.Message, Is.EqualTo("--set names 'n' twice; give it once."));
    }

    [Test]
    public void Settings_are_split_at_the_first_equals_sign() =>
        Assert.That(
            ParameterBinder.Split(["b=x=y", " a =1"]),
            Is.EqualTo(new Dictionary<string, string> { ["a"] = "1", ["b"] = "x=y" })
        );

    private static ClaimResult Run(params string[] settings) =>
        Samples
            .Run(new RunOptions { Selection = ["Sample/parameters"], Settings = ParameterBinder.Split(settings) })
            .Claims.Single();
}
