package io.leasehold.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table in {@code docs/kit.md}: a line a rule, a column a store. */
final class KitTable {
    private static final Path DOCUMENT = Path.of("..", "docs", "kit.md");
    private static final String BEGIN = "<!-- begin: written by KitTableTest -->\n";
    private static final String END = "<!-- end -->";
    private static final String SERVER = "server, as it reported itself";

    private KitTable() {}

    static String of(List<KitSummary> summaries) throws IOException {
        List<List<String>> columns = new ArrayList<>(labels(summaries.get(0)));
        for (KitSummary summary : summaries) {
            columns.add(
                    summary.isThere()
                            ? column(summary)
                            : documented(summary.store(), columns.get(0).size()));
        }
        StringBuilder table = new StringBuilder();
        for (int line = 0; line < columns.get(0).size(); line++) {
            int present = line;
            table.append(columns.stream()
                    .map(column -> column.get(present))
                    .collect(Collectors.joining(" | ", "| ", " |\n")));
            if (line == 0) {
                table.append("|---|---|")
                        .append("--:|".repeat(summaries.size()))
                        .append('\n');
            }
        }
        return table.toString();
    }

    private static List<List<String>> labels(KitSummary any) throws IOException {
        List<String> rules = new ArrayList<>(List.of("rule"));
        List<String> sentences = new ArrayList<>(List.of("what it asks"));
        any.rules().forEach((name, rule) -> {
            rules.add(name);
            sentences.add(rule.get("sentence").asText());
        });
        rules.addAll(List.of("", "", ""));
        sentences.addAll(List.of(SERVER, "all", "open"));
        return List.of(rules, sentences);
    }

    private static List<String> column(KitSummary summary) throws IOException {
        List<String> column = new ArrayList<>(List.of(summary.store()));
        for (Map.Entry<String, JsonNode> rule : summary.rules().entrySet()) {
            column.add(cell(rule.getValue()));
        }
        JsonNode all = summary.read();
        column.addAll(List.of(all.get("server").asText(), cell(all), summary.open()));
        return column;
    }

    private static String cell(JsonNode counts) {
        int skipped = counts.get("skipped").asInt();
        int passed = counts.get("cases").asInt() - skipped;
        return passed + (skipped == 0 ? "" : " + " + skipped + "s");
    }

    /** What the document says of this store; where it says nothing, so many empty cells. */
    private static List<String> documented(String store, int lines) throws IOException {
        List<List<String>> rows = documented()
                .lines()
                .filter(line -> !line.startsWith("|---"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
        int place = rows.isEmpty() ? -1 : rows.get(0).indexOf(store);
        return place < 0 || rows.size() != lines
                ? new ArrayList<>(Collections.nCopies(lines, ""))
                : rows.stream().map(row -> row.get(place)).toList();
    }

    /** Puts this in place of the table that stands there. */
    static void write(String table) throws IOException {
        String text = Files.readString(DOCUMENT);
        Files.writeString(
                DOCUMENT,
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + table + text.substring(text.indexOf(END)));
    }

    static String documented() throws IOException {
        String text = Files.readString(DOCUMENT);
        return text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
    }
}
