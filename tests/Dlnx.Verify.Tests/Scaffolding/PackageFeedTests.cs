using System.Xml.Linq;
using Dlnx.Verify.Scaffolding;

namespace Dlnx.Verify.Tests.Scaffolding;

/// <summary>The folder of packages as a source of the repository, beside what its nuget.config has.</summary>
public sealed class PackageFeedTests
{
    private const string Mapped = """
        <configuration>
          <packageSources>
            <add key="own" value="elsewhere" />
          </packageSources>
          <packageSourceMapping>
            <packageSource key="own">
              <package pattern="*" />
            </packageSource>
          </packageSourceMapping>
        </configuration>
        """;

    [TestCase(null)]
    [TestCase("<configuration />")]
    [TestCase("<configuration></configuration>")]
    [TestCase("<configuration>\n  <packageSources />\n</configuration>")]
    [TestCase("<configuration><packageSources/></configuration>")]
    [TestCase("<configuration><packageSources><add key=\"own\" value=\"x\" /></packageSources></configuration>")]
    [TestCase(
        "<?xml version=\"1.0\"?>\n<configuration>\n  <packageSources>\n    <clear />\n  </packageSources>\n</configuration>\n"
    )]
    [TestCase(Mapped)]
    public void It_is_added_once_and_the_rest_stays(string? there)
    {
        using var repository = new TemporaryFolder();
        using var feed = Feed("");
        if (there is not null)
            repository.Write("NuGet.Config", there);

        Plan(repository, feed.Path).Write();

        var name = there is null ? "nuget.config" : "NuGet.Config";
        var config = XDocument.Parse(repository.Read(name));
        var sources = config.Root!.Elements("packageSources").Single().Elements("add").ToList();
        Assert.That((string?)sources[^1].Attribute("key"), Is.EqualTo("dlnx-verify"));
        Assert.That((string?)sources[^1].Attribute("value"), Is.EqualTo(feed.Path));
        var before = XDocument
            .Parse(there ?? "<configuration />")
            .Descendants()
            .Attributes("key")
            .Select(key => key.Value);
        var after = config.Descendants().Attributes("key").Select(key => key.Value).Where(key => key != "dlnx-verify");
        Assert.That(after, Is.EqualTo(before));
        Assert.That(Plan(repository, feed.Path).Files[1].Fate, Is.EqualTo(FileFate.Unchanged));
    }

    [Test]
    public void Where_packages_are_bound_to_sources_its_own_are_bound_to_it()
    {
        using var folder = new TemporaryFolder();
        using var feed = Feed("");
        folder.Write("nuget.config", Mapped);
        folder.Write("below/x", "");

        Scaffold.Plan(folder.Path, "1.2.3", "2026-01-31", feed.Path).Write();
        Scaffold.Plan(folder.PathOf("below"), "1.2.3", "2026-01-31", feed.Path).Write();

        foreach (var path in new[] { "nuget.config", "below/nuget.config" })
        {
            var own = XDocument
                .Parse(folder.Read(path))
                .Descendants("packageSource")
                .Single(source => (string?)source.Attribute("key") == "dlnx-verify");
            Assert.That(
                own.Elements("package").Select(package => (string?)package.Attribute("pattern")),
                Is.EqualTo(["Dlnx", "Dlnx.*"])
            );
        }
    }

    [Test]
    public void A_source_of_its_name_stays_and_is_named()
    {
        using var repository = new TemporaryFolder();
        using var feed = Feed("");
        repository.Write(
            "nuget.config",
            "<configuration><packageSources><add key=\"dlnx-verify\" value=\"../old\" /></packageSources></configuration>"
        );

        var file = Plan(repository, feed.Path).Files[1];

        Assert.That(file.Fate, Is.EqualTo(FileFate.Kept));
        Assert.That(
            file.Remedy,
            Does.StartWith($"has the source dlnx-verify with ../old. Change it there to {feed.Path}")
        );
    }

    [Test]
    public void One_inside_the_repository_is_named_relative_to_it()
    {
        using var repository = Feed("vendor & co/");

        var plan = Plan(repository, repository.PathOf("vendor & co"));

        Assert.That(plan.Files[1].Change.After, Does.Contain("value=\"vendor &amp; co\""));
        Assert.That(plan.Notes, Is.Empty);
    }

    [Test]
    public void One_outside_is_out_of_reach_for_the_workflow()
    {
        using var repository = new TemporaryFolder();
        using var feed = Feed("");

        Assert.That(
            Plan(repository, feed.Path).Notes.Single(),
            Does.StartWith($"The workflow cannot reach {feed.Path}.")
        );
    }

    [Test]
    public void A_folder_without_the_packages_is_refused()
    {
        using var repository = new TemporaryFolder();
        var missing = repository.PathOf("Dlnx.Verify.Tool.1.2.3.nupkg");

        var problem = Assert.Throws<ProblemException>(() => Plan(repository, repository.Path));

        Assert.That(problem!.Message, Does.StartWith($"There is no package {missing}."));
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Environment));
    }

    private static Scaffold Plan(TemporaryFolder repository, string feed) =>
        Scaffold.Plan(repository.Path, "1.2.3", "2026-01-31", feed);

    private static TemporaryFolder Feed(string within)
    {
        var feed = new TemporaryFolder();
        feed.Write(within + "Dlnx.Verify.Tool.1.2.3.nupkg", "");
        feed.Write(within + "Dlnx.Verify.1.2.3.nupkg", "");
        return feed;
    }
}
