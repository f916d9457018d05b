package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.store.LeaseStores;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which PostgreSQL URIs are taken, and what the driver gets of them. */
class PostgresUriTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h/db, jdbc:postgresql://h/db",
        "jdbc:postgresql://h:5433/db?user=joe&password=geheim, jdbc:postgresql://h:5433/db",
        "'jdbc:postgresql://a:1,b:2/db?user=joe', 'jdbc:postgresql://a:1,b:2/db'",
        "postgres://h/db, jdbc:postgresql://h/db",
        "postgres://joe:geheim@h:5433/db, jdbc:postgresql://h:5433/db",
        "postgresql://joe:geheim@[::1]:5433/db?sslmode=require, jdbc:postgresql://[::1]:5433/db",
        "postgres://joe@h/a%20b+c, jdbc:postgresql://h/a%20b%2Bc",
    })
    void theDriversUrlHasNoSettings(String given, String url) {
        assertThat(PostgresUri.parse(given).url()).isEqualTo(url);
    }

    @Test
    void escapesInUserAndPasswordAreRead() {
        assertThat(PostgresUri.parse("postgres://a%40b:%3A%2F%3F%23%25+%C3%A9@h/db")
                        .settings())
                .isEqualTo(Map.of("user", "a@b", "password", ":/?#%+é"));
        assertThat(PostgresUri.parse("jdbc:postgresql://h/db?user=a@b&password=p%26q+r%3D=")
                        .settings())
                .isEqualTo(Map.of("user", "a@b", "password", "p&q r=="));
    }

    @Test
    void whatPlatformsCallOtherwiseIsTranslated() {
        String uri =
                "postgres://h/db?application_name=x&connect_timeout=3&target_session_attrs=read-write&channel_binding=require";
        assertThat(PostgresUri.parse(uri).settings())
                .isEqualTo(Map.of(
                        "ApplicationName", "x",
                        "connectTimeout", "3",
                        "targetServerType", "primary",
                        "channelBinding", "require"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:db",
                "jdbc:postgresql:/x?password=geheim",
                "jdbc:postgresql://h",
                "jdbc:postgresql://h/",
                "jdbc:postgresql:///db",
                "jdbc:postgresql://joe:geheim@h/db",
                "jdbc:postgresql://h/db?geheim",
                "jdbc:postgresql://h/db?sslmode=geheim",
                "jdbc:postgresql://h/db?connectTimeout=geheim",
                "jdbc:postgresql://h/db?password=%geheim",
                "jdbc:postgresql://h/db?password=geheim&password=geheim",
                "postgres://joe:geheim/db",
                "postgres://joe:ge@heim@h/db",
                "postgres://joe:ge/heim@h/db",
                "postgres://joe:1?a=geheim@h/db",
                "postgres://joe:%geheim@h/db"
            })
    void whatCannotBeRightIsRefusedInOneLine(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeaseStores.open(uri))
                .withMessageContaining("the PostgreSQL URI")
                .withMessageNotContaining("geheim")
                .withMessageMatching(".*");
    }

    @Test
    void neitherTextNorSecretsShowThem() {
        PostgresUri uri = PostgresUri.parse("postgres://joe:geheim@h/db?sslmode=require&sslpassword=hidden");

        assertThat(uri + " " + uri.secrets()).doesNotContain("geheim", "joe", "hidden");
        assertThat(uri.secrets().masked("password geheim of joe at require, hidden"))
                .isEqualTo("password *** of *** at require, ***");
        assertThat(uri.secrets().masked("at jdbc:postgresql://x, postgres://y")).isEqualTo("at …");
    }
}
