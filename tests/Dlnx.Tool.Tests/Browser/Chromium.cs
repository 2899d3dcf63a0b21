using Microsoft.Playwright;

namespace Dlnx.Tool.Tests.Browser;

/// <summary>The browser of this machine, one for all tests.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    private static IPlaywright? playwright;
    private static IBrowser? browser;

    /// <summary>The browser; a test that asks for it is skipped where there is none.</summary>
    public static IBrowser Instance
    {
        get
        {
            if (browser is null)
                Assert.Ignore("There is no Chromium here. Debian has it: apt-get install chromium");
            return browser!;
        }
    }

    [OneTimeSetUp]
    public async Task Start()
    {
        if (Array.Find(Places, File.Exists) is not { } path)
            return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = path,
                Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            }
        );
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
    }
}
