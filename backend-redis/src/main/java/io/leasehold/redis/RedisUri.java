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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/**
 * A URI of one of these forms, or with {@code rediss} for TLS with certificates and names checked:
 *
 * <pre>
 * redis://[[user][:password]@]host[:port][/database]
 * redis-sentinel://[[user][:password]@]host[:port],…[/database]#primary    the hosts are sentinels
 * redis-cluster://[[user][:password]@]host[:port],…                        the hosts are nodes, one at least
 * </pre>
 *
 * With {@code ?wait=1} behind hosts and database, one replica (up to 99) must confirm each change before it is acknowledged.
 *
 * <p>User and password are percent-encoded; what stands before the last {@code @} is theirs, so a password whose other characters aren't
 * encoded is understood all the same. They are the servers' and the nodes'; sentinels are spoken to without a login.
 */
final class RedisUri {
    private static final Pattern FORM = Pattern.compile(
            "redis(s?)(|-sentinel|-cluster)://(?:(.*)@)?([^@]*)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACES = Pattern.compile(
            "([^/?#]+)(?:/([0-9]{0,5}))?(?:\\?wait=([0-9]{1,2}))?(?:#([A-Za-z0-9._-]+))?", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^/:?#,\\[\\]]+)(?::([0-9]{1,5}))?");

    /** More than this nobody waits for. */
    static final int MOST_REPLICAS = 99;

    private static final String RIGHT = "; it must be redis://[[user][:password]@]host[:port][/database],"
            + " redis-sentinel://[[user][:password]@]host[:port],…[/database]#primary,"
            + " or redis-cluster://[[user][:password]@]host[:port],…; rediss… for TLS; ?wait=<replicas> before #"
            + " if so many must confirm each change";

    private final Kind kind;
    private final boolean tls;
    private final String user;
    private final String password;
    private final List<HostAndPort> places;
    private final int database;
    private final int replicas;
    private final String primary;
    private final Secrets secrets;

    /** What is at its places. */
    enum Kind {
        SERVER(6379),
        SENTINELS(26_379),
        CLUSTER(6379);

        private final int usualPort;

        Kind(int usualPort) {
            this.usualPort = usualPort;
        }

        private static Kind of(String suffix) {
            return switch (suffix.toLowerCase(Locale.ROOT)) {
                case "-sentinel" -> SENTINELS;
                case "-cluster" -> CLUSTER;
                default -> SERVER;
            };
        }
    }

    private RedisUri(Kind kind, boolean tls, String userInfo, Matcher places) {
        String[] parts = userInfo.split(":", 2);
        this.kind = kind;
        this.tls = tls;
        this.user = decoded(parts[0]);
        this.password = parts.length == 2 ? decoded(parts[1]) : "";
        this.places = Stream.of(places.group(1).split(",", -1))
                .map(place -> place(place, kind))
                .toList();
        this.database = number(places.group(2), 0);
        this.replicas = number(places.group(3), 0);
        this.primary = places.group(4) == null ? "" : places.group(4);
        List<String> secret = new ArrayList<>(List.of(parts));
        secret.add(user);
        secret.add(password);
        this.secrets = new Secrets(secret);
    }

    static boolean isOne(String uri) {
        return FORM.matcher(uri).matches();
    }

    /** @throws IllegalArgumentException if it isn't such a URI; nothing of it is shown */
    static RedisUri parse(String uri) {
        Matcher form = FORM.matcher(uri);
        if (!form.matches()) {
            throw wrong("has another form");
        }
        Matcher places = PLACES.matcher(form.group(4));
        if (!places.matches()) {
            throw namesNoPlace();
        }
        String userInfo = form.group(3);
        Kind kind = Kind.of(form.group(2));
        RedisUri read = new RedisUri(kind, !form.group(1).isEmpty(), userInfo == null ? "" : userInfo, places);
        read.check();
        return read;
    }

    private void check() {
        if (kind == Kind.SERVER && places.size() > 1) {
            throw wrong("names several hosts: it must say whether they are sentinels or a cluster's nodes");
        } else if (kind == Kind.SENTINELS && primary.isEmpty()) {
            throw wrong("doesn't say by what name the sentinels know the primary");
        } else if (kind != Kind.SENTINELS && !primary.isEmpty()) {
            throw wrong("names a primary, which only sentinels know");
        } else if (kind == Kind.CLUSTER && database != 0) {
            throw wrong("names a database, but a cluster has none beside 0");
        }
    }

    private static IllegalArgumentException wrong(String how) {
        return new IllegalArgumentException("the Redis URI " + how + RIGHT);
    }

    private static IllegalArgumentException namesNoPlace() {
        return wrong("names no host, or a port or database that is none, or has parameters other than wait");
    }

    private static HostAndPort place(String text, Kind kind) {
        Matcher place = PLACE.matcher(text);
        if (!place.matches() || number(place.group(2), kind.usualPort) > 65_535) {
            throw namesNoPlace();
        }
        return new HostAndPort(place.group(1).replaceAll("[\\[\\]]", ""), number(place.group(2), kind.usualPort));
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

    Kind kind() {
        return kind;
    }

    /** The server alone, or all sentinels, or some nodes of the cluster. */
    List<HostAndPort> places() {
        return places;
    }

    /** By what name the sentinels know it; empty where there are none. */
    String primary() {
        return primary;
    }

    /** How many must have what a call changed before it is answered. */
    int replicas() {
        return replicas;
    }

    Secrets secrets() {
        return secrets;
    }

    /** How a client connects: a quarter of the call timeout for the network, a quarter for each greeting. */
    JedisClientConfig config(Duration callTimeout) {
        return greeting(within(Budget.quarter(callTimeout))).build();
    }

    /** The same where somebody had to be asked for the way before, which took as much. */
    JedisClientConfig guided(Duration callTimeout) {
        return config(callTimeout.dividedBy(2));
    }

    /** How it connects to one of those who know the way, of whom it may have to ask several. */
    JedisClientConfig guides(Duration callTimeout) {
        DefaultJedisClientConfig.Builder config = within(Budget.quarter(callTimeout.dividedBy(3)));
        return kind == Kind.SENTINELS ? config.build() : greeting(config).build();
    }

    private DefaultJedisClientConfig.Builder within(Duration each) {
        int millis = (int) each.toMillis();
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .resp2()
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (tls) {
            config.sslOptions(
                    SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        return config;
    }

    private DefaultJedisClientConfig.Builder greeting(DefaultJedisClientConfig.Builder config) {
        config.database(database);
        if (!user.isEmpty()) {
            config.user(user);
        }
        if (!password.isEmpty()) {
            config.password(password);
        }
        return config;
    }

    @Override
    public String toString() {
        return "RedisUri[" + kind + " " + places + "]";
    }
}
