namespace Dlnx.Verify.Tests;

public sealed class SuggestionsTests
{
    // Edit distances by hand: a name of n letters may differ by max(2, n/3).
    [TestCase("depht", new[] { "depth", "width", "delta" }, new[] { "depth" })]
    [TestCase("B/Thm-1", new[] { "B/thm-2", "B/thm-1" }, new[] { "B/thm-1", "B/thm-2" })]
    [TestCase("abcdefgh", new[] { "abcdefxx", "abcdexxx" }, new[] { "abcdefxx" })]
    [TestCase("abcdefghi", new[] { "abcdefxxx", "abcdexxxx" }, new[] { "abcdefxxx" })]
    [TestCase("a", new[] { "b", "c", "d", "e" }, new[] { "b", "c", "d" })]
    [TestCase("a", new[] { "b", "b" }, new[] { "b" })]
    [TestCase("", new[] { "abc" }, new string[0])]
    public void The_nearest_come_first(string name, string[] candidates, string[] nearest) =>
        Assert.That(Suggestions.Nearest(name, candidates), Is.EqualTo(nearest));

    [TestCase(new string[0], "")]
    [TestCase(new[] { "b" }, " Did you mean b?")]
    [TestCase(new[] { "b", "c" }, " Did you mean b or c?")]
    [TestCase(new[] { "d", "b", "c" }, " Did you mean b, c or d?")]
    public void They_are_offered_as_a_question(string[] candidates, string question) =>
        Assert.That(Suggestions.DidYouMean("a", candidates), Is.EqualTo(question));
}
