package uk.childpathways.signin;

import java.util.Locale;

/** What a browser says of itself, in three words that its owner recognises. */
final class Device {

    private Device() {}

    static String of(String userAgent) {
        String said = userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT);
        String browser = said.contains("edg/")
                ? "Edge"
                : said.contains("firefox/")
                        ? "Firefox"
                        : said.contains("chrome/") ? "Chrome" : said.contains("safari/") ? "Safari" : "A program";
        String system = said.contains("android")
                ? "Android"
                : said.contains("iphone") || said.contains("ipad")
                        ? "iPhone or iPad"
                        : said.contains("windows")
                                ? "Windows"
                                : said.contains("mac os") ? "Mac" : said.contains("linux") ? "Linux" : "";
        return system.isEmpty() ? browser : browser + " on " + system;
    }
}
