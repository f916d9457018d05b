package io.leasehold.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table in {@code docs/kit.md}: a line a rule, a column a store. */
final class KitTable {
    private static final Path DOCUMENT = Path.of("..", "docs", "kit.md");
    private static final String BEGIN = "<!-- begin: written by KitTableTest -->\n";
    private static final String END = "<!-- end -->";

    private KitTable() {}

    static String of(List<KitSummary> summaries) throws IOException {
        List<Map<String, JsonNode>> stores = new ArrayList<>();
        StringBuilder table = new StringBuilder("| rule | what it asks |");
        for (KitSummary summary : summaries) {
            table.append(' ').append(summary.store()).append(" |");
            stores.add(summary.rules());
        }
        table.append("\n|---|---|").append("--:|".repeat(stores.size())).append('\n');
        stores.get(0)
                .forEach((name, rule) -> line(table, name, rule.get("sentence").asText(), stores));
        table.append("| | all |");
        for (KitSummary summary : summaries) {
            table.append(' ').append(cell(summary.read())).append(" |");
        }
        return table.append('\n').toString();
    }

    private static void line(StringBuilder table, String name, String sentence, List<Map<String, JsonNode>> stores) {
        table.append("| ").append(name).append(" | ").append(sentence).append(" |");
        stores.forEach(store -> table.append(' ').append(cell(store.get(name))).append(" |"));
        table.append('\n');
    }

    private static String cell(JsonNode counts) {
        int skipped = counts.get("skipped").asInt();
        int passed = counts.get("cases").asInt() - skipped;
        return passed + (skipped == 0 ? "" : " + " + skipped + "s");
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
