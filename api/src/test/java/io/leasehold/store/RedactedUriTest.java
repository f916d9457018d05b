package io.leasehold.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No credential is ever printed, however the URI is written and whatever the password holds. */
class RedactedUriTest {
    private static final String[] FORMS = {
        "mongodb://joe:%s@h/db",
        "mongodb+srv://joe:%s@h1,h2/db?authSource=admin",
        "redis://:%s@h:6379/0",
        "rediss://%s@h",
        "postgres://joe:%s@h:5432/db?sslmode=require#x",
        "jdbc:postgresql://h/db?user=joe&password=%s",
        "jdbc:postgresql://joe:%s@h/db",
        "jdbc:h2:file:./x;USER=joe;PASSWORD=%s",
        "jdbc:sqlserver://h;user=joe;password={%s}",
        "jdbc:mysql://(host=h,user=joe,password=%s)/db",
        "jdbc:mysql://address=(host=h)(PWD = %s)/db",
        "jdbc:oracle:thin:joe/%s@//h:1521/x",
        "jdbc:oracle:thin:joe/%s@h:1521:x",
        "joe:%s@h:5432",
        "mongodb:joe:%s@h",
        "//joe:%s@h",
        "jdbc:h2:tcp://joe:%s@h/x",
        "JDBC:H2:MEM:X;password=%s",
        "jdbc:h2:file:./x,apikey=%s",
        "jdbc:foo:h/db key=%s",
        "\"redis://joe:%s@h\"",
        " redis://joe:%s@h"
    };
    /** The host was forgotten: what would be host and port is user and password. */
    private static final String[] WITHOUT_HOST = {
        "mongodb://joe:%s",
        "redis://:%s",
        "redis://h1:6379,:%s",
        "jdbc:postgresql://joe:%s/db",
        "joe:%s",
        "joe:%s/x",
        "jdbc:oracle:thin:joe/%s",
        "jdbc:h2:tcp://joe:%s",
        "jdbc:h2:ssl://joe:%s/x",
        "mongodb://joe:/%s"
    };

    private static final String[] PASSWORDS = {
        "s3cr3t",
        "s3cr3t@s3cr3t",
        "s3cr3t/s3cr3t",
        "s3cr3t?s3cr3t",
        "s3cr3t;s3cr3t",
        "s3cr3t#s3cr3t",
        "s3cr3t:s3cr3t",
        "s3cr3t?s3cr3t@s3cr3t",
        "s3cr3t@s3cr3t;s3cr3t",
        "s3cr3t//s3cr3t",
        "s3cr3t\ns3cr3t",
        "s3cr3t%%40s3cr3t",
        "s3cr3t&x=s3cr3t"
    };

    static Stream<String> planted() {
        return Stream.concat(
                Stream.of(FORMS).flatMap(form -> Stream.of(PASSWORDS).map(password -> String.format(form, password))),
                Stream.of(WITHOUT_HOST)
                        .flatMap(form -> Stream.of(PASSWORDS)
                                .filter(password -> !password.contains("@"))
                                .map(password -> String.format(form, password))));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("planted")
    void noPartOfThePasswordLeaks(String uri) {
        assertThat(RedactedUri.of(uri))
                .doesNotContain("s3cr3t")
                .doesNotContain("joe")
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @ParameterizedTest
    @CsvSource({
        "mongodb://u:p@h:27017/db?w=1, mongodb://***@h:27017/db",
        "redis://h:6379/0, redis://h:6379/0",
        "jdbc:h2:file:/Users/joe/x;MODE=Oracle, jdbc:h2:file:/Users/joe/x",
        "jdbc:postgresql://h:5432/db?user=u, jdbc:postgresql://h:5432/db",
        "'redis://h1:6379,h2:6379/0', 'redis://h1:6379,h2:6379/0'",
        "redis://[::1]:6379/0, redis://[::1]:6379/0",
        "jdbc:h2:tcp://h:9092/~/x;USER=me, jdbc:h2:tcp://h:9092/~/x",
        "jdbc:h2:file:C:/data/x, jdbc:h2:file:C:/data/x",
        "jdbc:h2:mem:x;PASSWORD=y, jdbc:h2:mem:x",
        "/run/secrets/store, /run/secrets/store",
        "memory:, memory:",
        "memry, memry",
        "'', ''"
    })
    void whatHelpsStays(String uri, String shown) {
        assertThat(RedactedUri.of(uri)).isEqualTo('"' + shown + '"');
    }

    @Test
    void aLongUriIsCut() {
        assertThat(RedactedUri.of("redis://" + "h".repeat(500))).hasSize(203).endsWith("…\"");
    }
}
