package io.leasehold.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientException;
import io.leasehold.store.Secrets;
import io.leasehold.store.StoreException.StoreUnavailable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A URI of the form {@code mongodb://[user[:password]@]host[:port][,host…][/database][?options]}, or {@code mongodb+srv://…} with one host
 * that DNS turns into several and into TLS. User and password are percent-encoded. Options go to the driver as they are; those that this
 * store sets itself are overridden: time-outs, retries, concerns, the preference and the pool.
 */
final class MongoUri {
    /** Of a URI that names none. */
    static final String DEFAULT_DATABASE = "leasehold";

    private static final Pattern FORM = Pattern.compile(
            "(?i:mongodb(?:\\+srv)?)://(?:([^/?]*)@)?([^/?@]+)(?:/([^?]*))?(?:\\?(.*))?", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("[^:@/?#\\[\\]\\s]+(:[^:@/?#\\[\\]\\s]*)?");
    private static final Pattern HOSTS;

    static {
        String host = "(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+|[A-Za-z0-9._%-]+\\.sock)(?::[0-9]{1,5})?";
        HOSTS = Pattern.compile(host + "(," + host + ")*");
    }

    /** MongoDB refuses the rest on one system or another. */
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z0-9_-]{0,38}");

    private static final Pattern OPTIONS = Pattern.compile("[^@?\\s]*");
    private static final List<String> SECRET_OPTIONS =
            List.of("authmechanismproperties", "proxyusername", "proxypassword", "tlscertificatekeyfilepassword");
    private static final String RIGHT =
            "; it must be mongodb://[user[:password]@]host[:port][,host…][/database][?options], or mongodb+srv://…";

    private final String text;
    private final String database;
    private final Secrets secrets;

    private MongoUri(String text, String database, Secrets secrets) {
        this.text = text;
        this.database = database;
        this.secrets = secrets;
    }

    static boolean isOne(String uri) {
        String lower = uri.toLowerCase(Locale.ROOT);
        return lower.startsWith("mongodb://") || lower.startsWith("mongodb+srv://");
    }

    /** @throws IllegalArgumentException if it isn't such a URI; nothing of it is shown */
    static MongoUri parse(String uri) {
        Matcher form = FORM.matcher(uri);
        if (!form.matches() || !HOSTS.matcher(form.group(2)).matches()) {
            throw wrong("names no host, or has a character in user name or password that must be percent-encoded"
                    + " (any of : / ? # [ ] @ %)");
        }
        String userInfo = Optional.ofNullable(form.group(1)).orElse("");
        String database = Optional.ofNullable(form.group(3)).orElse("");
        String options = Optional.ofNullable(form.group(4)).orElse("");
        if (!userInfo.isEmpty() && !USER.matcher(userInfo).matches()) {
            throw wrong(
                    "has a character in user name or password that must be percent-encoded (any of : / ? # [ ] @ %)");
        } else if (!DATABASE.matcher(database).matches()) {
            throw wrong("names a database that is none: 1 to 38 of A-Z, a-z, 0-9, _ and - are allowed");
        } else if (!OPTIONS.matcher(options).matches()) {
            throw wrong("has options with a character that must be percent-encoded (any of @ ? and blanks)");
        }
        String lasting = without(options);
        String scheme = uri.substring(0, uri.indexOf(':')).toLowerCase(Locale.ROOT);
        String text = scheme + "://" + (userInfo.isEmpty() ? "" : userInfo + "@") + form.group(2) + "/" + database
                + (lasting.isEmpty() ? "" : "?" + lasting);
        return new MongoUri(text, database.isEmpty() ? DEFAULT_DATABASE : database, secrets(userInfo, options));
    }

    /** The driver's limit for whole operations can't be taken back once it is set. */
    private static String without(String options) {
        return Arrays.stream(options.split("&", -1))
                .filter(option -> !key(option).equals("timeoutms"))
                .collect(Collectors.joining("&"));
    }

    private static Secrets secrets(String userInfo, String options) {
        List<String> parts = new ArrayList<>(List.of(userInfo.split(":", 2)));
        for (String option : options.split("&", -1)) {
            if (SECRET_OPTIONS.contains(key(option))) {
                parts.add(option.substring(option.indexOf('=') + 1));
                parts.addAll(List.of(
                        decoded(option.substring(option.indexOf('=') + 1)).split("[,:]", -1)));
            }
        }
        List.copyOf(parts).forEach(part -> parts.add(decoded(part)));
        return new Secrets(parts);
    }

    private static String key(String option) {
        return option.split("=", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("the MongoDB URI " + what + RIGHT);
    }

    /**
     * As the driver understands it; a name that DNS has to look up is looked up here.
     *
     * @param where the servers as they may be shown
     * @throws IllegalArgumentException if the driver doesn't take it; its words may show a password and are not repeated
     */
    ConnectionString connectionString(String where) {
        try {
            return new ConnectionString(text);
        } catch (IllegalArgumentException e) {
            throw wrong("has an option that the driver does not take as it is");
        } catch (MongoClientException e) {
            throw new StoreUnavailable("opening the store found no servers of MongoDB " + where
                    + ": DNS knows no such service; nothing was sent; check the name and the resolver");
        }
    }

    String database() {
        return database;
    }

    Secrets secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return "MongoUri[" + database + "]";
    }
}
