using Dlnx.Verify.Configuration;
using Dlnx.Verify.Scaffolding;

namespace Dlnx.Verify.Tests.Scaffolding;

/// <summary>What <c>init</c> writes into a repository, and what it leaves alone.</summary>
public sealed class ScaffoldTests
{
    private const string Manifest = """
        {
          "version": 1,
          "isRoot": true,
          "tools": {
            "other": {
              "version": "2.0.0",
              "commands": [
                "other"
              ],
              "rollForward": true
            }
          }
        }
        """;

    [Test]
    public void An_empty_folder_gets_every_file_and_a_second_time_nothing()
    {
        using var folder = new TemporaryFolder();
        var first = Plan(folder);
        Assert.That(folder.Snapshot(), Is.Empty, "A plan writes nothing.");

        first.Write();

        Assert.That(first.Files.Select(file => file.Fate), Is.All.EqualTo(FileFate.New));
        Assert.That(
            folder.Snapshot(),
            Is.EquivalentTo(
                first.Files.ToDictionary(
                    file => Path.GetRelativePath(folder.Path, file.Change.Path),
                    file => file.Change.After
                )
            )
        );
        Assert.That(folder.Snapshot().Values, Has.None.Match(@"\{\{\w"));
        Assert.That(Plan(folder).Files.Select(file => file.Fate), Is.All.EqualTo(FileFate.Unchanged));
        Assert.That(first.Notes, Is.Empty);
    }

    [Test]
    public void The_tool_reads_what_it_wrote()
    {
        using var folder = new TemporaryFolder();
        Plan(folder).Write();

        var configuration = ConfigurationFile.Read(folder.PathOf("dlnx-verify.json"));
        var golden = new GoldenStore(configuration.Default.Golden!);

        Assert.That(configuration.Profiles.Keys, Is.EqualTo(["ci", "quick"]));
        Assert.That(golden.Claims(), Is.EqualTo(["My/convergence-rate"]));
        Assert.That(golden.Find("My/convergence-rate")!.Accepted.On, Is.EqualTo("2026-01-31"));
        Assert.That(golden.Verdicts().Verdicts.Keys, Is.EqualTo(golden.Claims()));
        var schema = JsonNode(folder.Read("dlnx-claims/dlnx-verify.schema.json"));
        Assert.That(new JsonSchema(schema).Errors(JsonNode(folder.Read("dlnx-verify.json"))), Is.Empty);
    }

    [Test]
    public void A_file_that_is_there_stays_as_it_is()
    {
        using var folder = new TemporaryFolder();
        folder.Write("dlnx-verify.json", "{ }");
        folder.Write(".github/workflows/dlnx-verify.yml", "mine");

        var plan = Plan(folder);
        plan.Write();

        Assert.That(folder.Read("dlnx-verify.json"), Is.EqualTo("{ }"));
        Assert.That(folder.Read(".github/workflows/dlnx-verify.yml"), Is.EqualTo("mine"));
        var kept = plan.Files.Where(file => file.Fate == FileFate.Kept).ToList();
        Assert.That(
            kept.Select(file => Path.GetFileName(file.Change.Path)),
            Is.EqualTo(["dlnx-verify.json", "dlnx-verify.yml"])
        );
        Assert.That(kept.Select(file => file.Remedy), Is.All.Contains("Move it away to get a new one"));
        Assert.That(File.Exists(folder.PathOf("dlnx-claims/ConvergenceRate.cs")));
    }

    [Test]
    public void An_entry_that_is_no_object_stays()
    {
        using var folder = new TemporaryFolder();
        folder.Write("dotnet-tools.json", """{ "tools": { "dlnx.verify.tool": 7 } }""");

        Assert.That(Plan(folder).Files[0].Fate, Is.EqualTo(FileFate.Kept));
    }

    [TestCase("dotnet-tools.json")]
    [TestCase(".config/dotnet-tools.json")]
    public void A_tool_manifest_gets_an_entry_and_keeps_the_others(string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write(name, Manifest);

        Plan(folder).Write();

        var tools = JsonNode(folder.Read(name))["tools"]!.AsObject();
        Assert.That(
            tools.Select(tool => $"{tool.Key} {tool.Value!["version"]}"),
            Is.EqualTo(["other 2.0.0", "dlnx.verify.tool 1.2.3"])
        );
        Assert.That(
            folder.Read(name),
            Does.StartWith(Manifest[..Manifest.LastIndexOf("    }", StringComparison.Ordinal)])
        );
        Assert.That(
            folder.Snapshot().Keys.Count(key => key.EndsWith("tools.json", StringComparison.Ordinal)),
            Is.EqualTo(1)
        );
        Assert.That(Fate(Plan(folder), name), Is.EqualTo(FileFate.Unchanged));
    }

    [Test]
    public void Another_version_in_the_manifest_stays_and_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("dotnet-tools.json", Manifest.Replace("\"other\": {", "\"Dlnx.Verify.Tool\": {"));

        var file = Plan(folder).Files[0];

        Assert.That(file.Fate, Is.EqualTo(FileFate.Kept));
        Assert.That(
            file.Remedy,
            Is.EqualTo(
                "has version 2.0.0 of the tool, this is 1.2.3. Change it with: "
                    + "dotnet tool install Dlnx.Verify.Tool --version 1.2.3"
            )
        );
    }

    [TestCase("dotnet-tools.json", "{ // mine\n }", "is not a tool manifest of plain JSON")]
    [TestCase("dotnet-tools.json", "[]", "is not a tool manifest of plain JSON")]
    [TestCase("dotnet-tools.json", "{}", "is not a tool manifest of plain JSON")]
    [TestCase("dotnet-tools.json", """{ "tools": {}, "tools": {} }""", "is not a tool manifest of plain JSON")]
    [TestCase("nuget.config", "<configuration>", "is not a configuration of package sources")]
    [TestCase("nuget.config", "<sources />", "is not a configuration of package sources")]
    [TestCase("dlnx-claims/Program.cs", "mine", "is there already and not from `init`")]
    [TestCase("dlnx-claims", "a file", "is there already and not from `init`")]
    public void What_cannot_be_extended_is_refused_before_anything_is_written(string name, string text, string message)
    {
        using var folder = new TemporaryFolder();
        using var feed = Feed();
        folder.Write(name, text);
        var before = folder.Snapshot();

        var problem = Assert.Throws<ProblemException>(() => Plan(folder, feed.Path));

        Assert.That(problem!.Message, Does.Contain(message).And.EndsWith("Nothing was changed."));
        Assert.That(folder.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public void A_folder_that_is_not_there_is_refused()
    {
        using var folder = new TemporaryFolder();
        foreach (var path in new[] { folder.PathOf("absent"), folder.Write("file", "") })
        {
            var problem = Assert.Throws<ProblemException>(() => Scaffold.Plan(path, "1.2.3", "2026-01-31", feed: null));
            Assert.That(
                problem!.Message,
                Is.EqualTo($"There is no folder {path}. Make it first, or name that of your repository.")
            );
        }
    }

    [Test]
    public void Below_the_root_of_a_repository_the_workflow_goes_to_the_root()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".git/HEAD", "");
        folder.Write("App.csproj", "<Project />");
        folder.Write("models/own/x", "");

        var plan = Scaffold.Plan(folder.PathOf("models/own"), "1.2.3", "2026-01-31", feed: null);
        plan.Write();

        var workflow = folder.Read(".github/workflows/dlnx-verify-models-own.yml");
        Assert.That(
            workflow,
            Does.Contain("working-directory: ./models/own/").And.Contain("path: models/own/dlnx-claims/report")
        );
        Assert.That(folder.Read("models/own/.config/dotnet-tools.json"), Does.Contain("\"isRoot\": false"));
        Assert.That(folder.Read("models/own/dlnx-claims/My.Claims.csproj"), Does.Contain("/_/models/own/dlnx-claims/"));
        Assert.That(plan.Notes.Single(), Does.StartWith("App.csproj lies above dlnx-claims"));
    }

    [Test]
    public void When_a_file_cannot_be_written_the_others_are_as_before()
    {
        using var folder = new TemporaryFolder();
        folder.Write("dotnet-tools.json", Manifest);
        folder.Write(".github", "a file where a folder is needed");
        var before = folder.Snapshot();

        var problem = Assert.Throws<ProblemException>(Plan(folder).Write);

        Assert.That(problem!.Message, Does.StartWith("Cannot write ").And.EndsWith(" Nothing was changed."));
        Assert.That(folder.Snapshot(), Is.EqualTo(before));
        Assert.That(Directory.GetDirectories(folder.Path), Is.Empty);
    }

    [Test]
    public void On_a_disk_that_is_read_only_nothing_is_written()
    {
        using var disk = SmallDisk.Mount();
        disk.MakeReadOnly();

        var problem = Assert.Throws<ProblemException>(
            Scaffold.Plan(disk.Path, "1.2.3", "2026-01-31", feed: null).Write
        );

        Assert.That(
            problem!.Message,
            Does.StartWith($"Cannot write {disk.Path}").And.EndsWith(" Nothing was changed.")
        );
        Assert.That(Directory.GetFileSystemEntries(disk.Path), Is.Empty);
    }

    [Test]
    public void On_a_full_disk_nothing_is_left()
    {
        using var disk = SmallDisk.Mount();
        disk.Fill();

        Assert.Throws<ProblemException>(Scaffold.Plan(disk.Path, "1.2.3", "2026-01-31", feed: null).Write);

        Assert.That(Directory.GetFileSystemEntries(disk.Path), Is.EqualTo([disk.PathOf("filler")]));
    }

    private static Scaffold Plan(TemporaryFolder folder, string? feed = null) =>
        Scaffold.Plan(folder.Path, "1.2.3", "2026-01-31", feed);

    private static FileFate Fate(Scaffold plan, string name) =>
        plan.Files.Single(file => file.Change.Path.EndsWith(name, StringComparison.Ordinal)).Fate;

    private static System.Text.Json.Nodes.JsonObject JsonNode(string text)
    {
        var friendly = new System.Text.Json.JsonDocumentOptions
        {
            CommentHandling = System.Text.Json.JsonCommentHandling.Skip,
        };
        return System.Text.Json.Nodes.JsonNode.Parse(text, documentOptions: friendly)!.AsObject();
    }

    private static TemporaryFolder Feed()
    {
        var feed = new TemporaryFolder();
        feed.Write("Dlnx.Verify.Tool.1.2.3.nupkg", "");
        feed.Write("Dlnx.Verify.1.2.3.nupkg", "");
        return feed;
    }
}
