using System.Reflection;
using Dlnx.Verify.Claims;

namespace Dlnx.Specs.Tests;

/// <summary>The register of the catalogues and the specs, held against each other in both directions.</summary>
public sealed class RegisterTests
{
    private static readonly ClaimCatalog Catalog = ClaimCatalog.Load([Assembly.GetExecutingAssembly()]);

    [Test]
    public void Every_spec_is_registered_under_each_of_its_ids()
    {
        var registered = Catalog.Register.Entries.Select(entry => entry.Id).ToHashSet();
        var specified = Catalog.Claims.SelectMany(claim => claim.Declaration.Aliases.Prepend(claim.Id));
        Assert.That(specified.Except(registered), Is.Empty);
    }

    [Test]
    public void Every_registered_id_is_specified_or_planned()
    {
        var planned = Catalog.Planned.Select(entry => entry.Id).ToHashSet();
        var silent = Catalog.Register.Entries.Where(entry =>
            Catalog.Find(entry.Id) is null == !planned.Contains(entry.Id)
        );
        Assert.That(silent, Is.Empty);
    }

    [Test]
    public void Ids_are_registered_once() => Assert.That(Catalog.Register.Entries.Select(entry => entry.Id), Is.Unique);

    [Test]
    public void Specs_have_the_kind_and_the_verdict_of_the_catalogue()
    {
        foreach (var entry in Catalog.Register.Entries)
        {
            if (Catalog.Claims.FirstOrDefault(claim => claim.Id == entry.Id) is not { } claim)
                continue;
            Assert.That(claim.Declaration.Kind, Is.EqualTo(entry.Kind), entry.Id);
            Assert.That(claim.Declaration.Verdict, Is.EqualTo(entry.Verdict), entry.Id);
        }
    }

    [Test]
    public void Claims_depend_only_on_registered_claims()
    {
        var registered = Catalog.Register.Entries.Select(entry => entry.Id).ToHashSet();
        var needed = Catalog.Claims.SelectMany(claim => claim.Declaration.DependsOn);
        Assert.That(needed.Except(registered), Is.Empty);
    }
}
