package io.leasehold.redis;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What of a failure a server said itself. A server may repeat what it was greeted with, a password too, which can't be masked where a
 * user's own client sent it.
 */
final class ServersWords {
    /** So a server's errors begin, and no text of the client's. */
    private static final Pattern CODE = Pattern.compile("-?([A-Z]{2,})\\b.*", Pattern.DOTALL);

    private ServersWords() {}

    /** Whether the failure, or any that it carries, repeats a server. */
    static boolean in(Throwable failure) {
        Stream<Throwable> carried =
                Stream.concat(Optional.ofNullable(failure.getCause()).stream(), Arrays.stream(failure.getSuppressed()));
        return failure instanceof JedisDataException || code(failure).isPresent() || carried.anyMatch(ServersWords::in);
    }

    /** What may be shown of it: the error's code, or else its kind. */
    static String withoutThem(Throwable failure) {
        return code(failure).orElse(failure.getClass().getSimpleName())
                + " (what else the server said may repeat a login, and is not shown)";
    }

    private static Optional<String> code(Throwable failure) {
        Matcher said = CODE.matcher(String.valueOf(failure.getMessage()));
        return failure instanceof JedisException && said.matches() ? Optional.of(said.group(1)) : Optional.empty();
    }
}
