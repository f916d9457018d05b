package io.leasehold.redis;

import io.leasehold.store.Secrets;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/**
 * A URI of the form {@code redis://[[user][:password]@]host[:port][/database]}, or {@code rediss://…} for TLS with the server's
 * certificate and name checked. User and password are percent-encoded; what stands before the last {@code @} is theirs, so a password
 * whose other characters aren't encoded is understood all the same.
 */
final class RedisUri {
    private static final Pattern FORM = Pattern.compile("(rediss?)://(?:(.*)@)?([^@]*)", Pattern.DOTALL);
    private static final Pattern PLACE =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^/:?#\\[\\]]+)(?::([0-9]{1,5}))?(?:/([0-9]{0,5}))?");
    private static final String RIGHT =
            "; it must be redis://[[user][:password]@]host[:port][/database], or rediss://… for TLS";

    private final boolean tls;
    private final String user;
    private final String password;
    private final HostAndPort place;
    private final int database;
    private final Secrets secrets;

    private RedisUri(boolean tls, String userInfo, Matcher place) {
        String[] parts = userInfo.split(":", 2);
        this.tls = tls;
        this.user = decoded(parts[0]);
        this.password = parts.length == 2 ? decoded(parts[1]) : "";
        this.place = new HostAndPort(place.group(1).replaceAll("[\\[\\]]", ""), number(place.group(2), 6379));
        this.database = number(place.group(3), 0);
        List<String> secret = new ArrayList<>(List.of(parts));
        secret.add(user);
        secret.add(password);
        this.secrets = new Secrets(secret);
    }

    static boolean isOne(String uri) {
        String lower = uri.toLowerCase(Locale.ROOT);
        return lower.startsWith("redis://") || lower.startsWith("rediss://");
    }

    /** @throws IllegalArgumentException if it isn't such a URI; nothing of it is shown */
    static RedisUri parse(String uri) {
        Matcher form = FORM.matcher(uri);
        if (!form.matches()) {
            throw new IllegalArgumentException("the Redis URI has another form" + RIGHT);
        }
        Matcher place = PLACE.matcher(form.group(3));
        if (!place.matches() || number(place.group(2), 6379) > 65_535) {
            throw new IllegalArgumentException("the Redis URI names no host, or a port or database that is none,"
                    + " or has parameters, which it may not" + RIGHT);
        }
        String userInfo = form.group(2);
        return new RedisUri(form.group(1).equals("rediss"), userInfo == null ? "" : userInfo, place);
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    HostAndPort place() {
        return place;
    }

    Secrets secrets() {
        return secrets;
    }

    /** How a client connects: a quarter of the call timeout for the network, a quarter for each greeting. */
    JedisClientConfig config(Duration callTimeout) {
        int quarter = (int) Budget.quarter(callTimeout).toMillis();
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .resp2()
                .connectionTimeoutMillis(quarter)
                .socketTimeoutMillis(quarter)
                .database(database)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (!user.isEmpty()) {
            config.user(user);
        }
        if (!password.isEmpty()) {
            config.password(password);
        }
        if (tls) {
            config.sslOptions(
                    SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        return config.build();
    }

    @Override
    public String toString() {
        return "RedisUri[" + place + "]";
    }
}
