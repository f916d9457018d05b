package io.leasehold.simulator;

import io.leasehold.store.RedactedUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The command line that runs the same again: the one that was given, with its seed, without files to write, and without credentials. */
final class ReplayCommand {
    private static final Set<String> FILES = Set.of("--report", "--junit", "--result", "--history");
    private static final String STORE = "--store";
    private static final String SEED = "--seed";

    private final List<String> words = new ArrayList<>(List.of("leasehold", "simulate"));

    private ReplayCommand() {}

    static String of(List<String> given, long seed) {
        ReplayCommand command = new ReplayCommand();
        for (int i = 0; i < given.size(); i++) {
            int equals = given.get(i).indexOf('=');
            boolean joined = given.get(i).startsWith("--") && equals > 0;
            String option = joined ? given.get(i).substring(0, equals) : given.get(i);
            boolean takesNext = !joined && i + 1 < given.size();
            if (FILES.contains(option) || option.equals(SEED)) {
                i += takesNext ? 1 : 0;
            } else if (option.equals(STORE) && (joined || takesNext)) {
                i += takesNext ? 1 : 0;
                command.add(STORE);
                command.words.add(RedactedUri.of(joined ? given.get(i).substring(equals + 1) : given.get(i)));
            } else if (i > 0 || !option.equals("simulate")) {
                command.add(given.get(i));
            }
        }
        command.add(SEED);
        command.add(Long.toString(seed));
        return String.join(" ", command.words);
    }

    private void add(String word) {
        words.add(word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'");
    }
}
