package io.leasehold.simulator.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page: one HTML file that holds its data, its style, its script and the chart library, and asks no network for anything. What
 * stands in the data is text, whatever it looks like: the script never reads it as HTML.
 */
public final class ReportPage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HOLE = Pattern.compile("\\{\\{([a-z.]+)}}");
    private static final List<String> OWN_SCRIPTS = List.of("errors.js", "timeline.js", "charts.js", "report.js");
    private static final String LIBRARY = "/META-INF/resources/webjars/uplot/";

    private ReportPage() {}

    /** Writes it, in place of an earlier one. */
    public static void write(Path file, ReportData data) throws IOException {
        Files.writeString(file, of(data));
    }

    /** Its text. */
    static String of(ReportData data) {
        String uplot = LIBRARY + libraryVersion() + "/";
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("library.license", text(uplot + "LICENSE").replace("--", "- -"));
        parts.put("library.css", text(uplot + "dist/uPlot.min.css"));
        parts.put("report.css", text("report.css"));
        Map<String, String> scripts = scripts(uplot);
        parts.putAll(scripts);
        parts.put(
                "script.hashes", scripts.values().stream().map(ReportPage::hash).collect(Collectors.joining(" ")));
        parts.put("data", inScript(json(data)));
        return HOLE.matcher(text("report.html"))
                .replaceAll(hole -> Matcher.quoteReplacement(
                        Objects.requireNonNull(parts.get(hole.group(1)), () -> "no part for " + hole.group())));
    }

    private static Map<String, String> scripts(String uplot) {
        Map<String, String> scripts = new LinkedHashMap<>();
        scripts.put("library.js", text(uplot + "dist/uPlot.iife.min.js"));
        for (String own : OWN_SCRIPTS) {
            scripts.put(own, text(own));
        }
        return scripts;
    }

    /** As the page's policy names a script that may run; no other may. */
    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String json(ReportData data) {
        try {
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is records, texts and numbers, but this one is no JSON", e);
        }
    }

    /** No text can end the element that the data stands in, nor open a comment there. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    private static String libraryVersion() {
        Properties properties = new Properties();
        try (InputStream in = open("/META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Objects.requireNonNull(properties.getProperty("version"), "the chart library's version");
    }

    private static String text(String resource) {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException("part of the report can't be read: " + resource, e);
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(
                ReportPage.class.getResourceAsStream(resource), () -> "part of the report is missing: " + resource);
    }
}
