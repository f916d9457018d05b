package io.leasehold.simulator.broken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The source files that a broken engine's edits touch, as they stand in the repository, and then with the edits made. */
final class PatchedSources {
    /** Tests run in their module's folder. */
    private static final Path ROOT = Path.of("..");

    private PatchedSources() {}

    /** The edited text of each file, by its path. */
    static Map<String, String> of(BrokenEngine engine) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (BrokenEngine.Edit edit : engine.edits()) {
            String before = texts.computeIfAbsent(edit.file(), PatchedSources::read);
            texts.put(edit.file(), edited(engine, edit, before));
        }
        return texts;
    }

    private static String edited(BrokenEngine engine, BrokenEngine.Edit edit, String text) {
        Matcher found = pattern(edit.original()).matcher(text);
        long times = found.results().count();
        if (times != 1) {
            throw new IllegalStateException("broken engine \"" + engine.name() + "\": in " + edit.file()
                    + " this must stand exactly once, but stands there " + times + " times: " + edit.original()
                    + "\nThe source has moved on: make the same mistake in it as it is now.");
        }
        return found.replaceFirst(Matcher.quoteReplacement(edit.replacement()));
    }

    private static Pattern pattern(String original) {
        return Pattern.compile(
                Stream.of(original.strip().split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+")));
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("a broken engine patches " + file + ", which can't be read", e);
        }
    }
}
