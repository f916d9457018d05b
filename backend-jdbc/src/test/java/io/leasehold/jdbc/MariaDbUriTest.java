package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.store.LeaseStores;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which MariaDB and MySQL URIs are taken, and what the driver gets of them. */
class MariaDbUriTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:mariadb://h/db, MARIADB, h/db",
        "jdbc:mariadb://h:3307/db?user=joe&password=geheim, MARIADB, h:3307/db",
        "'jdbc:mariadb://a:1,b:2/db?user=joe', MARIADB, 'a:1,b:2/db'",
        "jdbc:mysql://h/db?user=joe, CONNECTOR_J, h/db",
        "mysql://joe:geheim@h:3307/db, MARIADB, h:3307/db",
        "mariadb://joe:geheim@[::1]:3307/db?ssl-mode=REQUIRED, MARIADB, [::1]:3307/db",
    })
    void theDriversUrlHasNoSettings(String given, MariaDbDriver named, String place) {
        assertThat(MariaDbUri.parse(given).named()).isEqualTo(named);
        assertThat(MariaDbUri.parse(given).place()).isEqualTo(place);
    }

    @Test
    void escapesInUserAndPasswordAreReadAsEachFormHasThem() {
        assertThat(MariaDbUri.parse("mysql://a%40b:%3A%2F%3F%23%25+%C3%A9@h/db").settings())
                .isEqualTo(Map.of("user", "a@b", "password", ":/?#%+é"));
        assertThat(MariaDbUri.parse("jdbc:mysql://h/db?user=a@b&password=p%26q+r%3D=")
                        .settings())
                .isEqualTo(Map.of("user", "a@b", "password", "p&q r=="));
        assertThat(MariaDbUri.parse("jdbc:mariadb://h/db?user=a@b&password=p%26q+r=")
                        .settings())
                .isEqualTo(Map.of("user", "a@b", "password", "p%26q+r="));
    }

    @ParameterizedTest
    @CsvSource({
        "REQUIRED, trust, REQUIRED",
        "verify-full, verify-full, VERIFY_IDENTITY",
        "DISABLED, disable, DISABLED",
    })
    void eachDriverHearsOfTlsInItsOwnWords(String given, String mariaDbs, String connectorJs) {
        Map<String, String> settings =
                MariaDbUri.parse("mysql://h/db?ssl-mode=" + given).settings();

        assertThat(MariaDbDriver.MARIADB
                        .properties(Duration.ofSeconds(1), settings)
                        .getProperty("sslMode"))
                .isEqualTo(mariaDbs);
        assertThat(MariaDbDriver.CONNECTOR_J
                        .properties(Duration.ofSeconds(1), settings)
                        .getProperty("sslMode"))
                .isEqualTo(connectorJs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mariadb:db",
                "jdbc:mysql:/x?password=geheim",
                "jdbc:mariadb:loadbalance://a,b/db?password=geheim",
                "jdbc:mariadb://h",
                "jdbc:mariadb://h/",
                "jdbc:mariadb:///db",
                "jdbc:mariadb://joe:geheim@h/db",
                "jdbc:mariadb://address=(host=h)(password=geheim)/db",
                "jdbc:mariadb://h/db?geheim",
                "jdbc:mariadb://h/db?sslMode=geheim",
                "jdbc:mariadb://h/db?connectTimeout=geheim",
                "jdbc:mariadb://h/db?useAffectedRows=true",
                "jdbc:mysql://h/db?password=%geheim",
                "jdbc:mysql://h/db?password=geheim&password=geheim",
                "mysql://joe:geheim/db",
                "mysql://joe:ge@heim@h/db",
                "mysql://joe:ge/heim@h/db",
                "mysql://joe:1?a=geheim@h/db",
                "mysql://joe:%geheim@h/db"
            })
    void whatCannotBeRightIsRefusedInOneLine(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeaseStores.open(uri))
                .withMessageContaining("the MariaDB or MySQL URI")
                .withMessageNotContaining("geheim")
                .withMessageMatching(".*");
    }

    @Test
    void neitherTextNorSecretsShowThem() {
        MariaDbUri uri = MariaDbUri.parse("mysql://joe:geheim@h/db?ssl-mode=REQUIRED&keyStorePassword=hidden");

        assertThat(uri + " " + uri.secrets()).doesNotContain("geheim", "joe", "hidden");
        assertThat(uri.secrets().masked("password geheim of joe at REQUIRED, hidden"))
                .isEqualTo("password *** of *** at REQUIRED, ***");
        assertThat(uri.secrets().masked("at jdbc:mariadb://x, mysql://y")).isEqualTo("at …");
        assertThat(uri.secrets().masked("at mysql://y")).isEqualTo("at …");
    }
}
