package io.leasehold.simulator.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A history as a file: one JSON object a line, in order. Written by one thread at a time. */
public final class HistoryFile implements Consumer<HistoryEvent>, AutoCloseable {
    private final EventJson json = new EventJson();
    private final BufferedWriter lines;

    private HistoryFile(BufferedWriter lines) {
        this.lines = lines;
    }

    /** Creates the file, or empties it. */
    public static HistoryFile create(Path file) throws IOException {
        return new HistoryFile(Files.newBufferedWriter(file));
    }

    @Override
    public void accept(HistoryEvent event) {
        try {
            lines.write(json.line(event));
            lines.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /**
     * The events in a file.
     *
     * @throws IllegalArgumentException if it can't be read, or a line isn't an event; the message names file and line
     */
    public static List<HistoryEvent> read(Path file) {
        EventJson json = new EventJson();
        List<String> lines = lines(file);
        List<HistoryEvent> events = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                events.add(json.read(lines.get(i)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "history file " + file + ", line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return events;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("history file " + file + " doesn't exist", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("history file " + file + " can't be read as UTF-8 text: " + e, e);
        }
    }
}
