package io.leasehold.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.bson.BsonDocument;

/**
 * Hears every command that the stores under the kit send, as it stands on the wire. Each must be one of the forms that
 * {@code docs/mongo-commands.md} lists, and keep {@link ServerRules}. With {@code -Dleasehold.mongo.commands=write} the list is written anew
 * from what this process has heard. Thread-safe.
 */
final class Heard {
    private static final Path DOCS = Path.of("..", "docs", "mongo-commands.md");
    private static final String MARK = "\n<!-- The list below is written by the build. -->\n";
    private static final int LONGEST = 1_000;
    private static final boolean WRITING = "write".equals(System.getProperty("leasehold.mongo.commands"));

    private final Set<String> shapes = new ConcurrentSkipListSet<>();
    private final Map<String, String> broken = new ConcurrentSkipListMap<>();
    private final Set<String> told = new TreeSet<>();
    private final WireProxy proxy = WireProxy.before(StandIn.servers(), this::hear);

    private static final class Shared {
        private static final Heard ALL = new Heard();
    }

    /** One for all stores of this process; started when it is first asked for. */
    static Heard all() {
        return Shared.ALL;
    }

    String uri(String database) {
        return proxy.uri(database);
    }

    private Fate hear(BsonDocument command) {
        try {
            shapes.addAll(Shape.of(command));
            ServerRules.broken(command).forEach(rule -> broken.putIfAbsent(rule, shown(command)));
        } catch (RuntimeException e) {
            broken.putIfAbsent("it can't be read: " + e, shown(command));
        }
        return new Fate.Passed();
    }

    private static String shown(BsonDocument command) {
        String json = command.toJson();
        return json.length() <= LONGEST ? json : json.substring(0, LONGEST) + "…";
    }

    /** Holds what has been heard until now; tells each finding once. */
    synchronized void hold() {
        Map<String, String> refused = new TreeMap<>(broken);
        refused.keySet().removeAll(told);
        told.addAll(refused.keySet());
        assertThat(refused).as("what MongoDB would refuse, or read otherwise").isEmpty();
        Set<String> heard = new TreeSet<>(shapes);
        if (WRITING) {
            write(heard);
        }
        heard.removeAll(listed());
        heard.removeAll(told);
        told.addAll(heard);
        assertThat(heard)
                .as("commands that docs/mongo-commands.md doesn't list; it says how to write it anew")
                .isEmpty();
    }

    static Set<String> listed() {
        Set<String> listed = new TreeSet<>();
        String[] blocks = read().split("```\n", -1);
        for (int i = 1; i < blocks.length; i += 2) {
            listed.add(blocks[i]);
        }
        return listed;
    }

    private static void write(Set<String> heard) {
        String list = heard.stream().map(shape -> "```\n" + shape + "```\n").collect(Collectors.joining("\n"));
        String head = read().split(MARK, 2)[0];
        try {
            Files.writeString(DOCS, head + MARK + "\n" + list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read() {
        try {
            return Files.readString(DOCS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
