using Dlnx.Escape;
using Dlnx.Specs.SaddleEscape;
using Dlnx.Verify.Parameters;

namespace Dlnx.Specs.Tests;

public sealed class ActivationChoiceTests
{
    [Test]
    public void The_meaning_of_phi_names_every_activation()
    {
        var words = ActivationChoice.Meaning.Split([' ', ',', ':']);
        foreach (var name in Activations.Names)
            Assert.That(words, Has.Member(name));
    }

    [Test]
    public void An_unknown_name_is_refused_with_the_known_ones() =>
        Assert.That(
            () => ActivationChoice.Resolve("Tanh"),
            Throws.InstanceOf<ParameterException>().With.Message.Contains("is 'Tanh'; the activations are csigmoid,")
        );

    [Test]
    public void A_class_that_a_claim_is_not_about_is_refused_with_those_it_is_about() =>
        Assert.That(
            () => ActivationChoice.Resolve("tanh", 1, ActivationClass.C),
            Throws
                .InstanceOf<ParameterException>()
                .With.Message.EndsWith("of class B; this needs class C: csoftplus, gelu, swish.")
        );
}
