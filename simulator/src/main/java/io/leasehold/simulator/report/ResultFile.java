package io.leasehold.simulator.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The result as JSON, for programs. */
public final class ResultFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultFile() {}

    /** Writes it, in place of an earlier one. */
    public static void write(Path file, Summary summary) throws IOException {
        written(file, summary);
    }

    /** The same of a batch of seeds. */
    public static void write(Path file, BatchSummary summary) throws IOException {
        written(file, summary);
    }

    /** The same of a run, with these figures besides, as a field of this name. */
    public static void write(Path file, Summary summary, String name, Object figures) throws IOException {
        ObjectNode tree = JSON.valueToTree(summary);
        tree.set(name, JSON.valueToTree(figures));
        written(file, tree);
    }

    private static void written(Path file, Object summary) throws IOException {
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(summary) + "\n");
    }
}
