package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** R5, R9 by inspection: no script has a command that goes over all keys, or over a whole set that may be as large as there are jobs. */
class ScriptTextsTest {
    private static final Pattern COMMAND = Pattern.compile("(?:redis\\.call|change)\\('([A-Z]+)'");
    private static final Pattern WHOLE = Pattern.compile("'Z(?:REV)?RANGE', (.+), 0, -1\\)");

    /** What costs as much as the few keys and members that it names, a logarithm more at most. */
    private static final List<String> BOUNDED = List.of(
            "DEL",
            "EXISTS",
            "GET",
            "HDEL",
            "HGET",
            "HGETALL",
            "HMGET",
            "HSET",
            "INCR",
            "PUBLISH",
            "SET",
            "TIME",
            "ZADD",
            "ZCARD",
            "ZRANGE",
            "ZRANGEBYLEX",
            "ZRANGEBYSCORE",
            "ZRANK",
            "ZREM");

    @Test
    void everyCommandIsBounded() throws Exception {
        TreeSet<String> used = new TreeSet<>();
        for (String script : scripts()) {
            COMMAND.matcher(script).results().forEach(command -> used.add(command.group(1)));
        }
        assertThat(used).contains("HSET", "ZADD", "ZRANGEBYSCORE").isSubsetOf(BOUNDED);
    }

    /** What one claim brought, and the lanes of one owner where they are few. */
    @Test
    void aWholeSetIsReadOnlyWhereItIsSmall() throws Exception {
        List<String> whole = new ArrayList<>();
        for (String script : scripts()) {
            Matcher found = WHOLE.matcher(script);
            while (found.find()) {
                whole.add(found.group(1));
            }
        }
        assertThat(whole).containsExactlyInAnyOrder("key('brought', lease)", "directory");
    }

    private static List<String> scripts() throws IOException, URISyntaxException {
        URL one = RedisLeaseStore.class.getResource("survey.lua");
        List<String> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(one.toURI()).getParent())) {
            for (Path file : files.filter(each -> each.toString().endsWith(".lua"))
                    .sorted()
                    .toList()) {
                scripts.add(Files.readString(file));
            }
        }
        assertThat(scripts).hasSizeGreaterThan(20);
        return scripts;
    }
}
