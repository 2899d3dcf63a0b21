using Dlnx.Verify.Register;

namespace Dlnx.Verify.Tests.Claims;

public sealed class RegisterTests
{
    [Test]
    public void Claims_come_in_the_order_of_the_register_then_by_id()
    {
        var ids = Samples.Catalog.Claims.Select(claim => claim.Id).ToList();

        Assert.That(ids[..3], Is.EqualTo(["Sample/everything", "Sample/tiers", "Sample/aliased"]));
        Assert.That(ids[3..], Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
    }

    [Test]
    public void Registered_ids_without_a_spec_are_planned() =>
        Assert.That(
            Samples.Catalog.Planned.Select(entry => entry.Id),
            Is.EqualTo(["Sample/planned", "Sample/planned-too"])
        );

    [Test]
    public void Results_name_the_planned_claims() =>
        Assert.That(
            Samples.Run("Sample/aliased").Planned,
            Is.EqualTo([
                new PlannedClaim("Sample/planned", "Infinite sums", ClaimKind.Theorem),
                new PlannedClaim("Sample/planned-too", "Products", ClaimKind.Remark),
            ])
        );

    [Test]
    public void Entries_are_read_as_written() =>
        Assert.That(
            Samples.Catalog.Register.Entries[1],
            Is.EqualTo(
                new RegisterEntry("Sample/planned", "Infinite sums", ClaimKind.Theorem, Verdict.Confirmed, Tier.Full)
            )
        );

    [Test]
    public void An_assembly_without_a_register_adds_nothing() =>
        Assert.That(ClaimRegister.Load([typeof(RegisterTests).Assembly]).Entries, Is.Empty);
}
