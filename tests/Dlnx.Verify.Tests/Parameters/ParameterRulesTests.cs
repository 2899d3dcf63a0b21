using Dlnx.Verify.Parameters;

namespace Dlnx.Verify.Tests.Parameters;

/// <summary>What the author of a claim or quantity is told about a parameter that could never be set.</summary>
public sealed class ParameterRulesTests
{
    [Test]
    public void A_type_that_text_cannot_set_is_refused() =>
        Refused(
            new Unsettable(),
            "Parameter 'exact' of Dlnx.Verify.Tests.Parameters.ParameterRulesTests+Unsettable has the type Decimal; use "
                + "int, ulong, double, text, an enumeration, or a list or matrix of numbers."
        );

    [Test]
    public void A_property_without_a_setter_is_refused() =>
        Refused(
            new Fixed(),
            "Parameter 'depth' of Dlnx.Verify.Tests.Parameters.ParameterRulesTests+Fixed has no public setter; add one."
        );

    [Test]
    public void Two_parameters_of_one_name_are_refused() =>
        Refused(
            new Twins(),
            "Parameter 'k' of Dlnx.Verify.Tests.Parameters.ParameterRulesTests+Twins is declared twice; rename one."
        );

    private static void Refused(IParameterized owner, string message)
    {
        var problem = Assert.Throws<ProblemException>(() => ParameterBinder.Definitions(owner));

        Assert.That(problem!.Message, Is.EqualTo(message));
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Environment));
    }

    private sealed class Unsettable : IParameterized
    {
        [Parameter]
        public decimal Exact { get; set; }

        public void Validate() { }
    }

    private sealed class Fixed : IParameterized
    {
        [Parameter]
        public int Depth { get; } = 3;

        public void Validate() { }
    }

    private sealed class Twins : IParameterized
    {
        [Parameter("k")]
        public int First { get; set; }

        [Parameter("k")]
        public int Second { get; set; }

        public void Validate() { }
    }
}
