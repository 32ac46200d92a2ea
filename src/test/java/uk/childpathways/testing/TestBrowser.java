package uk.childpathways.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The installed Chromium without a window. The environment variable CHROMIUM says where, if it is elsewhere. */
public final class TestBrowser implements AutoCloseable {

    private final Playwright playwright = Playwright.create();
    private final Browser browser;

    public TestBrowser() {
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(installed())
                        .setArgs(List.of("--no-sandbox", "--disable-background-networking", "--disable-gpu")));
    }

    private static Path installed() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"),
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("No Chromium found: install it, or say where in CHROMIUM"));
    }

    /** A fresh browser of somebody whose language is American English, the hardest case for dates. */
    public Page open(String address) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale("en-US")
                .setTimezoneId("Europe/London")
                .setViewportSize(1500, 1000)
                .setBaseURL(address));
        context.setDefaultTimeout(20_000);
        return context.newPage();
    }

    /** A browser that writes down, as everybody's does, in a folder of its own. */
    public BrowserContext installedIn(Path profile, String address) {
        BrowserContext context = playwright
                .chromium()
                .launchPersistentContext(
                        profile,
                        new BrowserType.LaunchPersistentContextOptions()
                                .setExecutablePath(installed())
                                .setArgs(List.of("--no-sandbox", "--disable-background-networking", "--disable-gpu"))
                                .setLocale("en-US")
                                .setTimezoneId("Europe/London")
                                .setBaseURL(address));
        context.setDefaultTimeout(20_000);
        return context;
    }

    /** As if the machine went off ({@code kill -9}): no page of it is told that it ends. */
    public void crash() {
        browser.newBrowserCDPSession()
                .send("SystemInfo.getProcessInfo")
                .getAsJsonArray("processInfo")
                .forEach(process -> ProcessHandle.of(
                                process.getAsJsonObject().get("id").getAsLong())
                        .ifPresent(ProcessHandle::destroyForcibly));
        playwright.close();
    }

    /** Logs in to Tasklist. */
    public Page tasklist(String address, String user) {
        return tasklist(open(address), user);
    }

    /** Logs in to Tasklist in a page that is there already. */
    public static Page tasklist(Page page, String user) {
        page.navigate("/camunda/app/tasklist/default/");
        page.getByLabel("User name").fill(user);
        page.getByLabel("Password").fill("pathways");
        page.locator("button[type=submit]").click();
        page.locator(".navbar-brand").waitFor();
        return page;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
